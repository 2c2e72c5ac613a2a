import { spawn, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { freePort } from "../scripts/engine/free-port.ts";

const STARTED = "Seamscope is up";

/** A Seamscope of the tests' own, started as `npm start` starts it. */
export interface Stack {
  dashboardUrl: string;
  otlpUrl: string;
  dataDir: string;
  supervisor: ChildProcess;
  /** What it has printed so far. */
  output(): string;
  /** Ends it in good order and leaves its data. */
  end(): Promise<void>;
  /** Ends it and removes its data. */
  stop(): Promise<void>;
}

/** Starts everything on free ports with an empty data directory and these settings; throws with what was printed when it does not come up. */
export async function startStack(settings: Record<string, string> = {}): Promise<Stack> {
  const [dashboardPort, otlpPort, grpcPort] = [await freePort(), await freePort(), await freePort()];
  const dataDir = mkdtempSync(join(tmpdir(), "seamscope-e2e-"));
  const env = {
    ...process.env,
    PORT: String(dashboardPort),
    SEAMSCOPE_OTLP_HTTP_PORT: String(otlpPort),
    SEAMSCOPE_OTLP_GRPC_PORT: String(grpcPort),
    SEAMSCOPE_DATA_DIR: dataDir,
    SEAMSCOPE_QUIET_MS: "500",
    ...settings,
  };
  const supervisor = spawn(process.execPath, ["scripts/start.mjs"], { env, stdio: ["ignore", "pipe", "pipe"] });
  const removeData = () => rmSync(dataDir, { recursive: true, force: true });
  const printed = await untilPrinted(supervisor, STARTED).catch((error: unknown) => {
    removeData();
    throw error;
  });
  return {
    dashboardUrl: `http://127.0.0.1:${dashboardPort}`,
    otlpUrl: `http://127.0.0.1:${otlpPort}`,
    dataDir,
    supervisor,
    output: printed,
    end: () => end(supervisor),
    async stop() {
      await end(supervisor);
      removeData();
    },
  };
}

async function untilPrinted(process: ChildProcess, words: string): Promise<() => string> {
  let output = "";
  const found = new Promise<void>((resolve) => {
    for (const stream of [process.stdout, process.stderr]) {
      stream?.on("data", (chunk: Buffer) => {
        output += chunk.toString("utf8");
        if (output.includes(words)) resolve();
      });
    }
  });
  await Promise.race([found, once(process, "exit")]);
  if (process.exitCode !== null) throw new Error(`Seamscope did not start (exit code ${process.exitCode}):\n${output}`);
  return () => output;
}

async function end(process: ChildProcess): Promise<void> {
  if (process.exitCode !== null || process.signalCode !== null) return;
  const ended = once(process, "exit");
  process.kill("SIGTERM");
  await ended;
}
