import { SPAN_COLUMNS } from "@/lib/clickhouse/span-row.ts";
import type { BenchEngine } from "./bench-engine.ts";
import { cpuSeconds } from "./cpu-seconds.ts";
import { percentile } from "./percentile.ts";

const ROUNDS = 5;
const ROWS = 102_400;
const BLOCK_ROWS = 10_000;

/** How fast ClickHouse itself is, and what a row costs it. */
export interface InsertRate {
  perSecond: number;
  cpuMicrosPerRow: number;
}

/**
 * What ClickHouse itself does with the same rows: it stores them out of memory in blocks of 10,000, as the collector
 * sends them, in a table like `spans` and with its view. The median of five rounds.
 */
export async function insertRate({ db, pid }: BenchEngine): Promise<InsertRate> {
  await db.run(`CREATE TABLE bench_source ENGINE = Memory AS SELECT ${SPAN_COLUMNS} FROM spans LIMIT ${ROWS}`);
  const rounds: InsertRate[] = [];
  for (let round = 0; round < ROUNDS; round += 1) {
    await db.run("CREATE TABLE bench_target AS spans");
    await db.run(VIEW);
    const [startedAt, cpuBefore] = [performance.now(), cpuSeconds([pid])];
    await db.run(`INSERT INTO bench_target (${SPAN_COLUMNS}) SELECT ${SPAN_COLUMNS} FROM bench_source ${SETTINGS}`);
    rounds.push({
      perSecond: (1000 * ROWS) / (performance.now() - startedAt),
      cpuMicrosPerRow: (1e6 * (cpuSeconds([pid]) - cpuBefore)) / ROWS,
    });
    await db.run("DROP TABLE bench_view");
    await db.run("DROP TABLE bench_target");
  }
  await db.run("DROP TABLE bench_source");
  return {
    perSecond: percentile(rounds.map((round) => round.perSecond), 0.5),
    cpuMicrosPerRow: percentile(rounds.map((round) => round.cpuMicrosPerRow), 0.5),
  };
}

const SETTINGS = `SETTINGS max_threads = 1, max_insert_threads = 1, max_block_size = ${BLOCK_ROWS}, min_insert_block_size_rows = ${BLOCK_ROWS}, min_insert_block_size_bytes = 0`;
const VIEW = `
CREATE MATERIALIZED VIEW bench_view TO correlation_keys AS
SELECT DISTINCT project, 'handoff.id' AS key_kind, attributes['handoff.id'] AS key, trace_id FROM bench_target WHERE key != ''`;
