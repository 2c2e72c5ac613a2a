import { readConfig, type Config } from "@/lib/config/env.ts";
import { checkClickHouse } from "../supervise/check-clickhouse.ts";
import { checkDataDir } from "./check-data-dir.ts";
import { checkEngine } from "./check-engine.ts";
import { checkFreePorts } from "./check-free-ports.ts";
import { checkPublicUrl } from "./check-public-url.ts";
import { checkSpool } from "./check-spool.ts";
import { ok, problem, type DoctorLine } from "./doctor-line.ts";

const lines = await diagnose();
for (const { state, text } of lines) console.log(`${state.padEnd(7)}  ${text}`);
if (lines.some(({ state }) => state === "problem")) process.exitCode = 1;

async function diagnose(): Promise<DoctorLine[]> {
  try {
    const config = readConfig();
    return [...(await checkDatabase(config)), ...(await checkSpool(config)), ...(await checkFreePorts(config)), await checkPublicUrl(config)];
  } catch (error) {
    return [problem(error instanceof Error ? error.message : String(error))];
  }
}

async function checkDatabase(config: Config): Promise<DoctorLine[]> {
  if (config.CLICKHOUSE_URL === undefined) return [await checkEngine(), ...checkDataDir(config)];
  const server = await checkClickHouse(config);
  if (server.kind === "unreachable") return [problem(server.message)];
  return [ok(`ClickHouse ${server.version} answers at ${config.CLICKHOUSE_URL}; the embedded one is not used`)];
}
