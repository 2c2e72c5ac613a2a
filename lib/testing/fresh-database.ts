import { randomBytes } from "node:crypto";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { inject } from "vitest";
import { migrate } from "@/lib/clickhouse/migrate.ts";
import { openDatabase, type Database } from "@/lib/clickhouse/open-database.ts";
import { readConfig, type Config } from "@/lib/config/env.ts";
import type { TestEngine } from "./start-test-engine.ts";

/** A database for one test file: open, with all tables, and nobody else's; beside it a data directory of its own. */
export interface FreshDatabase {
  db: Database;
  config: Config;
  /** Drops the database and closes the connection. */
  dispose(): Promise<void>;
}

/** Makes an empty, migrated database with a random name in the ClickHouse of this test run. Dispose it in `afterAll`. */
export async function freshDatabase(): Promise<FreshDatabase> {
  const name = `test_${randomBytes(8).toString("hex")}`;
  const engine: TestEngine = inject("engine");
  // Collectors of tests run side by side: the system chooses their ports.
  const dataDir = mkdtempSync(join(tmpdir(), "seamscope-data-"));
  const config = { ...readConfig({ ...engine, CLICKHOUSE_DATABASE: name, SEAMSCOPE_DATA_DIR: dataDir }), SEAMSCOPE_OTLP_HTTP_PORT: 0, SEAMSCOPE_OTLP_GRPC_PORT: 0 };
  await migrate(config);
  const db = openDatabase(config);
  return {
    db,
    config,
    async dispose() {
      await db.run(`DROP DATABASE ${name}`);
      await db.close();
      rmSync(dataDir, { recursive: true, force: true });
    },
  };
}
