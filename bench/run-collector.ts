import { spawn } from "node:child_process";
import { once } from "node:events";
import { freePort } from "@/scripts/engine/free-port.ts";

/** A collector process of the bench's own. */
export interface RunningCollector {
  url: string;
  /** Where it takes OTLP/gRPC. */
  grpcPort: number;
  pid: number;
  stop(): Promise<void>;
}

/** Starts the collector as it is in the sources, and waits until it listens. */
export async function runCollector(port: number, env: Record<string, string>): Promise<RunningCollector> {
  const grpcPort = await freePort();
  const child = spawn(process.execPath, ["--import", "tsx", "collector/main.ts"], {
    env: { NODE_ENV: "production", SEAMSCOPE_OTLP_HTTP_PORT: String(port), SEAMSCOPE_OTLP_GRPC_PORT: String(grpcPort), ...env },
    stdio: ["ignore", "pipe", "inherit"],
  });
  const exited = once(child, "exit");
  const listening = new Promise<void>((resolve) => {
    child.stdout.on("data", (output: Buffer) => {
      if (output.toString().includes("takes OTLP/HTTP")) resolve();
    });
  });
  await Promise.race([listening, exited]);
  if (child.exitCode !== null || child.pid === undefined) throw new Error(`the collector ended with exit code ${child.exitCode}`);
  return {
    url: `http://127.0.0.1:${port}/v1/traces`,
    grpcPort,
    pid: child.pid,
    async stop() {
      child.kill("SIGTERM");
      await exited;
    },
  };
}
