import { readConfig } from "@/lib/config/env.ts";
import { log } from "./log.ts";
import { startCollector, type Collector } from "./start-collector.ts";

const STOP_WITHIN_MS = 8000;

async function main(): Promise<void> {
  const config = readConfig();
  const collector = await startCollector(config, log);
  log(`takes OTLP/HTTP at http://${config.SEAMSCOPE_HOST}:${collector.port}/v1/traces, OTLP/gRPC on port ${collector.grpcPort}`);
  process.once("SIGTERM", () => void stop(collector));
  process.once("SIGINT", () => void stop(collector));
}

async function stop(collector: Collector): Promise<void> {
  setTimeout(() => end(1, `stopped with work left after ${STOP_WITHIN_MS} ms; what was answered for is in the spool`), STOP_WITHIN_MS).unref();
  const left = await collector.stop();
  end(0, left === 0 ? "stopped, everything taken is stored" : `stopped; ${left} records are in the spool and are stored after the next start`);
}

function end(exitCode: number, line: string): never {
  log(line);
  process.exit(exitCode);
}

// After a fault nobody foresaw the state is unknown: whoever keeps us running starts us again.
process.on("uncaughtException", (error) => end(1, `ends on an unexpected fault: ${error.stack ?? error.message}`));
main().catch((error: unknown) => end(1, `cannot start: ${error instanceof Error ? error.message : String(error)}`));
