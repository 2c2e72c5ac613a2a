import { readConfig, type Config } from "@/lib/config/env.ts";
import { checkClickHouse } from "./check-clickhouse.ts";
import { checkPorts } from "./check-ports.ts";
import { keepRunning, type Kept } from "./keep-running.ts";
import { print } from "./print.ts";
import type { Service } from "./service.ts";
import { collectorService, engineService, webService, type DatabaseAccess, type Mode } from "./services.ts";
import { stopOnSignals } from "./stop-on-signals.ts";
import { urlHost } from "./url-host.ts";
import { welcome } from "./welcome.ts";

const kept: Kept[] = [];
const isStopping = stopOnSignals(kept, print);

/** Brings everything up, says where it is, and keeps it up until it is stopped; ends the process when that cannot be. */
export async function superviseAll(mode: Mode): Promise<void> {
  const refusal = await startAll(mode);
  if (refusal === undefined || isStopping()) return;
  console.error(`\n${refusal}`);
  for (const service of kept.toReversed()) await service.stop();
  process.exit(1);
}

/** Brings everything up in order; returns one sentence when that cannot be. */
async function startAll(mode: Mode): Promise<string | undefined> {
  const startedAt = Date.now();
  const config = parseConfig();
  if (typeof config === "string") return config;
  const ports = await checkPorts(config);
  if (ports.length > 0) return ports.join("\n");
  const access = await bringUpDatabase(config);
  if (typeof access === "string") return access;
  for (const service of [collectorService, webService]) {
    const failure = await bringUp(service(config, access, mode, print));
    if (failure !== undefined) return failure;
  }
  const host = urlHost(config);
  if (!isStopping()) {
    const urlOf = (port: number) => `http://${host}:${port}`;
    const addresses = { dashboard: urlOf(config.PORT), otlpHttp: urlOf(config.SEAMSCOPE_OTLP_HTTP_PORT), otlpGrpc: urlOf(config.SEAMSCOPE_OTLP_GRPC_PORT) };
    console.log(welcome(addresses, Date.now() - startedAt));
  }
  return undefined;
}

function parseConfig(): Config | string {
  try {
    return readConfig();
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}

async function bringUpDatabase(config: Config): Promise<DatabaseAccess | string> {
  if (config.CLICKHOUSE_URL !== undefined) {
    const check = await checkClickHouse(config);
    if (check.kind === "unreachable") return check.message;
    print("seamscope", `uses ClickHouse ${check.version} at ${config.CLICKHOUSE_URL}`);
    const { CLICKHOUSE_URL, CLICKHOUSE_USER, CLICKHOUSE_PASSWORD } = config;
    return { CLICKHOUSE_URL, CLICKHOUSE_USER, CLICKHOUSE_PASSWORD };
  }
  const engine = engineService(config);
  return (await bringUp(engine)) ?? engine.access();
}

async function bringUp(service: Service): Promise<string | undefined> {
  if (isStopping()) return undefined;
  const up = await keepRunning(service, print);
  if (up.kind === "not-running") return up.message;
  kept.push(up);
  return undefined;
}
