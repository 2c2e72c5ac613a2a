import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { freePort } from "@/scripts/engine/free-port.ts";

/** A collector process of the bench's own. */
export interface RunningCollector {
  /** Where OTLP/HTTP is taken. */
  url: string;
  /** Host and port where OTLP/gRPC is taken. */
  grpc: string;
  pid: number;
  /** Stops it and removes its data. */
  stop(): Promise<void>;
}

/** Starts a collector as it is in the sources, ours or the plain one beside it, with a data directory of its own, and waits until it listens. */
export async function runCollector(program: "collector/main.ts" | "bench/plain-collector.ts", env: Record<string, string>): Promise<RunningCollector> {
  const [port, grpcPort] = [await freePort(), await freePort()];
  const dataDir = mkdtempSync(join(tmpdir(), "seamscope-bench-collector-"));
  const own = { SEAMSCOPE_OTLP_HTTP_PORT: String(port), SEAMSCOPE_OTLP_GRPC_PORT: String(grpcPort), SEAMSCOPE_DATA_DIR: dataDir };
  const child = spawn(process.execPath, ["--import", "tsx", program], { env: { NODE_ENV: "production", ...own, ...env }, stdio: ["ignore", "pipe", "inherit"] });
  const exited = once(child, "exit");
  const listening = new Promise<void>((resolve) => {
    child.stdout.on("data", (output: Buffer) => {
      if (output.toString().includes("takes OTLP")) resolve();
    });
  });
  await Promise.race([listening, exited]);
  if (child.exitCode !== null || child.pid === undefined) throw new Error(`the collector ended with exit code ${child.exitCode}`);
  return {
    url: `http://127.0.0.1:${port}/v1/traces`,
    grpc: `127.0.0.1:${grpcPort}`,
    pid: child.pid,
    async stop() {
      child.kill("SIGTERM");
      await exited;
      rmSync(dataDir, { recursive: true, force: true });
    },
  };
}

/** Memory of a process in MiB: what it has now, and the most it had; NaN where /proc is not there to say. */
export function memoryMiB(pid: number): { now: number; most: number } {
  const kibOf = (field: string): number => Number(new RegExp(`^${field}:\\s+(\\d+) kB`, "m").exec(readStatus(pid))?.[1] ?? Number.NaN);
  return { now: kibOf("VmRSS") / 1024, most: kibOf("VmHWM") / 1024 };
}

function readStatus(pid: number): string {
  try {
    return readFileSync(`/proc/${pid}/status`, "utf8");
  } catch {
    return "";
  }
}
