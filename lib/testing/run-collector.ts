import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { freePort } from "@/scripts/engine/free-port.ts";

/** A collector as a process of its own, on free ports, with an empty data directory. */
export interface CollectorProcess {
  port: number;
  grpcPort: number;
  pid: number;
  /** Whether it runs still. */
  isAlive: () => boolean;
  /** Stops it and removes its data. */
  stop: () => Promise<void>;
}

/**
 * Starts a collector from its sources, ours or the plain one that the bench compares it with, and waits until it takes OTLP; throws with
 * what it printed when it does not come up. `env` has the way to its database, and whatever settings shall be others.
 */
export async function runCollector(env: Record<string, string>, program: "collector/main.ts" | "bench/plain-collector.ts" = "collector/main.ts"): Promise<CollectorProcess> {
  const [port, grpcPort] = [await freePort(), await freePort()];
  const dataDir = mkdtempSync(join(tmpdir(), "seamscope-collector-"));
  const own = { SEAMSCOPE_DATA_DIR: dataDir, SEAMSCOPE_OTLP_HTTP_PORT: String(port), SEAMSCOPE_OTLP_GRPC_PORT: String(grpcPort) };
  const child = spawn(process.execPath, ["--import", "tsx", program], { env: { NODE_ENV: "production", ...own, ...env } });
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
  if (child.exitCode !== null || child.pid === undefined) throw new Error(`the collector did not start:\n${output}`);
  return {
    port,
    grpcPort,
    pid: child.pid,
    isAlive: () => child.exitCode === null && child.signalCode === null,
    async stop() {
      child.kill("SIGTERM");
      await ended;
      rmSync(dataDir, { recursive: true, force: true });
    },
  };
}

/** Memory of a process in MiB: what it has now, and the most it had; undefined where the system does not tell. */
export function memoryMiB(pid: number): { now: number; most: number } | undefined {
  if (process.platform !== "linux") return undefined;
  const status = readFileSync(`/proc/${pid}/status`, "utf8");
  const mebibytesOf = (field: string): number => Number(new RegExp(`^${field}:\\s+(\\d+) kB$`, "m").exec(status)?.[1]) / 1024;
  return { now: mebibytesOf("VmRSS"), most: mebibytesOf("VmHWM") };
}
