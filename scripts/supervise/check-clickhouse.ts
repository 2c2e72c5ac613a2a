import type { Config } from "@/lib/config/env.ts";
import { openDatabase } from "@/lib/clickhouse/open-database.ts";

/** What a ClickHouse server answered, or one sentence on why it did not. */
export type ClickHouseCheck = { kind: "reachable"; version: string } | { kind: "unreachable"; message: string };

/** Asks the server at CLICKHOUSE_URL for its version, with the user and password of the settings. */
export async function checkClickHouse(config: Config): Promise<ClickHouseCheck> {
  // The database of the settings may not exist yet; `default` always does.
  const db = openDatabase({ ...config, CLICKHOUSE_DATABASE: "default" });
  try {
    const rows = await db.select("check-clickhouse", "SELECT version() AS version", {});
    return { kind: "reachable", version: readVersion(rows) };
  } catch (error) {
    const cause = error instanceof Error ? firstLine(error.message) : String(error);
    const message =
      `Cannot use the ClickHouse server at ${config.CLICKHOUSE_URL} as user ${config.CLICKHOUSE_USER}: ${cause}; ` +
      "check CLICKHOUSE_URL, CLICKHOUSE_USER and CLICKHOUSE_PASSWORD.";
    return { kind: "unreachable", message };
  } finally {
    await db.close();
  }
}

function readVersion(rows: unknown[]): string {
  const [row] = rows;
  const version: unknown = typeof row === "object" && row !== null && "version" in row ? row.version : undefined;
  return String(version);
}

function firstLine(text: string): string {
  return text.split("\n", 1)[0]?.slice(0, 300).replace(/\.$/, "") ?? "";
}
