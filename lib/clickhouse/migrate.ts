import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { ClickHouseLogLevel, createClient } from "@clickhouse/client";
import type { Config } from "@/lib/config/env.ts";
import { openDatabase } from "./open-database.ts";

const FOLDERS = ["tables", "rollups"];

/** Creates the database and every table that is not there yet, in the order of their numbers; safe to run at every start. */
export async function migrate(settings: Config, root = process.cwd()): Promise<void> {
  await createDatabase(settings);
  const db = openDatabase(settings);
  try {
    for (const statement of readStatements(root)) await db.run(statement);
  } finally {
    await db.close();
  }
}

/** Every CREATE statement, one a file. */
function readStatements(root: string): string[] {
  return FOLDERS.flatMap((folder) => {
    const path = join(root, "lib/clickhouse", folder);
    const files = readdirSync(path).filter((file) => file.endsWith(".sql"));
    return files.toSorted().map((file) => readFileSync(join(path, file), "utf8"));
  });
}

async function createDatabase(settings: Config): Promise<void> {
  const { CLICKHOUSE_URL: url } = settings;
  if (url === undefined) throw new Error("CLICKHOUSE_URL is not set, so there is no database to create");
  const client = createClient({
    url,
    username: settings.CLICKHOUSE_USER,
    password: settings.CLICKHOUSE_PASSWORD,
    log: { level: ClickHouseLogLevel.OFF },
  });
  try {
    // The name is checked to be a plain identifier in lib/config: identifiers cannot be bound in DDL on every version.
    await client.command({ query: `CREATE DATABASE IF NOT EXISTS ${settings.CLICKHOUSE_DATABASE}` });
  } finally {
    await client.close();
  }
}
