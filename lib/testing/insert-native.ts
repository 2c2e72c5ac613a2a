import type { Config } from "@/lib/config/env.ts";

/** Sends blocks of ClickHouse's Native format one after the other, as one insert; throws what ClickHouse says against it. */
export async function insertNative(config: Config, table: string, chunks: readonly { bytes: Uint8Array }[]): Promise<void> {
  const url = new URL(config.CLICKHOUSE_URL ?? "");
  url.searchParams.set("database", config.CLICKHOUSE_DATABASE);
  url.searchParams.set("query", `INSERT INTO ${table} FORMAT Native`);
  const headers = { "X-ClickHouse-User": config.CLICKHOUSE_USER, "X-ClickHouse-Key": config.CLICKHOUSE_PASSWORD };
  const response = await fetch(url, { method: "POST", headers, body: Buffer.concat(chunks.map(({ bytes }) => bytes)) });
  if (!response.ok) throw new Error(await response.text());
}
