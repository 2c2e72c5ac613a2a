import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { migrate } from "@/lib/clickhouse/migrate.ts";
import { openDatabase, type Database } from "@/lib/clickhouse/open-database.ts";
import { readConfig } from "@/lib/config/env.ts";
import { startEngine } from "@/scripts/engine/start-engine.ts";

/** A ClickHouse of the bench's own, with all tables, and the settings by which a collector reaches it. */
export interface BenchEngine {
  db: Database;
  env: Record<string, string>;
  pid: number;
  /** Stops it and removes its data. */
  stop(): Promise<void>;
}

/** Starts the embedded engine on an empty data directory, so that earlier runs cannot be felt. */
export async function startBenchEngine(): Promise<BenchEngine> {
  const dataDir = mkdtempSync(join(tmpdir(), "seamscope-bench-"));
  const engine = await startEngine({ dataDir });
  if (engine.kind === "failure") throw new Error(engine.message);
  const env = { CLICKHOUSE_URL: engine.url, CLICKHOUSE_USER: engine.user, CLICKHOUSE_PASSWORD: engine.password };
  const config = readConfig(env);
  await migrate(config);
  const db = openDatabase(config);
  return {
    db,
    env,
    pid: engine.pid,
    async stop() {
      await db.close();
      await engine.stop();
      rmSync(dataDir, { recursive: true, force: true });
    },
  };
}
