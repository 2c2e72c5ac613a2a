import { SPAN_COLUMNS } from "@/lib/clickhouse/span-row.ts";
import type { Database } from "@/lib/clickhouse/open-database.ts";

const ROUNDS = 3;
const ROWS = 102_400;
const BLOCK_ROWS = 10_000;

/**
 * Rows per second that ClickHouse itself stores, out of memory and in blocks of 10,000 as the collector sends them, into
 * a table like `spans` and with its view; the best of three rounds.
 */
export async function insertRate(db: Database): Promise<number> {
  await db.run(`CREATE TABLE bench_source ENGINE = Memory AS SELECT ${SPAN_COLUMNS} FROM spans LIMIT ${ROWS}`);
  const rates: number[] = [];
  for (let round = 0; round < ROUNDS; round += 1) {
    await db.run("CREATE TABLE bench_target AS spans");
    await db.run(VIEW);
    const startedAt = performance.now();
    await db.run(`INSERT INTO bench_target (${SPAN_COLUMNS}) SELECT ${SPAN_COLUMNS} FROM bench_source ${SETTINGS}`);
    rates.push((1000 * ROWS) / (performance.now() - startedAt));
    await db.run("DROP TABLE bench_view");
    await db.run("DROP TABLE bench_target");
  }
  await db.run("DROP TABLE bench_source");
  return Math.max(...rates);
}

const SETTINGS = `SETTINGS max_threads = 1, max_insert_threads = 1, max_block_size = ${BLOCK_ROWS}, min_insert_block_size_rows = ${BLOCK_ROWS}, min_insert_block_size_bytes = 0`;
const VIEW = `
CREATE MATERIALIZED VIEW bench_view TO correlation_keys AS
SELECT DISTINCT project, 'handoff.id' AS key_kind, attributes['handoff.id'] AS key, trace_id FROM bench_target WHERE key != ''`;
