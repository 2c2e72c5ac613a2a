import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { freePort } from "@/scripts/engine/free-port.ts";
import type { FreshDatabase } from "./fresh-database.ts";

/** A collector as a process of its own, on free ports, with an empty data directory. */
export interface CollectorProcess {
  port: number;
  grpcPort: number;
  /** Whether it runs still. */
  isAlive: () => boolean;
  /** The most memory it has had so far, in MiB; undefined where the system does not tell. */
  peakMiB: () => number | undefined;
  stop: () => Promise<void>;
}

/** Starts the collector from its sources and waits until it takes OTLP; throws with what it printed when it does not come up. */
export async function runCollectorProcess({ config }: FreshDatabase, env: Record<string, string> = {}): Promise<CollectorProcess> {
  const [port, grpcPort] = [await freePort(), await freePort()];
  const dataDir = mkdtempSync(join(tmpdir(), "seamscope-collector-"));
  const { CLICKHOUSE_URL = "", CLICKHOUSE_USER, CLICKHOUSE_PASSWORD, CLICKHOUSE_DATABASE } = config;
  const child = spawn(process.execPath, ["--import", "tsx", "collector/main.ts"], {
    env: {
      NODE_ENV: "test", CLICKHOUSE_URL, CLICKHOUSE_USER, CLICKHOUSE_PASSWORD, CLICKHOUSE_DATABASE, SEAMSCOPE_DATA_DIR: dataDir,
      SEAMSCOPE_OTLP_HTTP_PORT: String(port), SEAMSCOPE_OTLP_GRPC_PORT: String(grpcPort), ...env,
    },
  });
  const ended = once(child, "exit");
  let output = "";
  const listening = new Promise<void>((resolve) => {
    for (const stream of [child.stdout, child.stderr]) {
      stream.on("data", (data: Buffer) => {
        output += data.toString();
        if (output.includes("takes OTLP/HTTP")) resolve();
      });
    }
  });
  await Promise.race([listening, ended]);
  if (child.exitCode !== null) throw new Error(`the collector did not start:\n${output}`);
  return {
    port,
    grpcPort,
    isAlive: () => child.exitCode === null && child.signalCode === null,
    peakMiB: () => (process.platform === "linux" ? readPeakMiB(child.pid ?? 0) : undefined),
    async stop() {
      child.kill("SIGTERM");
      await ended;
      rmSync(dataDir, { recursive: true, force: true });
    },
  };
}

function readPeakMiB(pid: number): number | undefined {
  const kibibytes = /^VmHWM:\s+(\d+) kB$/m.exec(readFileSync(`/proc/${pid}/status`, "utf8"))?.[1];
  return kibibytes === undefined ? undefined : Number(kibibytes) / 1024;
}
