import { SPAN_COLUMNS } from "@/lib/clickhouse/span-row.ts";
import type { BenchEngine } from "./bench-engine.ts";
import { cpuSeconds } from "./cpu-seconds.ts";

/** ClickHouse at its best here: blocks this large cost the least, both cores read and write. */
const BLOCK_ROWS = 50_000;
const SETTINGS = `SETTINGS max_threads = 2, max_insert_threads = 2, max_block_size = ${BLOCK_ROWS}, min_insert_block_size_rows = ${BLOCK_ROWS}, min_insert_block_size_bytes = 0, optimize_on_insert = 0`;
const SOURCE_ROWS = 51_200;

/** How fast something stores rows, and what a row costs in processor time of all processes at work. */
export interface Rate {
  perSecond: number;
  cpuMicros: number;
}

/**
 * What ClickHouse itself does with the same rows: it stores them out of memory, again and again under other trace ids until `rows` are
 * stored (those whose trace ids begin with `traceIdHead`, at most 51,200 different ones), in a table like `spans` with a view like its own, on two threads and with merges at work.
 */
export async function insertRate({ db, pid }: BenchEngine, { rows, traceIdHead }: { rows: number; traceIdHead: string }): Promise<Rate> {
  await db.run(`CREATE TABLE bench_source ENGINE = Memory AS SELECT ${SPAN_COLUMNS} FROM spans WHERE startsWith(trace_id, {traceIdHead: String}) LIMIT ${SOURCE_ROWS}`, { traceIdHead });
  await db.run("CREATE TABLE bench_target AS spans");
  await db.run(await viewLikeOurs(db));
  const sourceRows = await countRows(db, "bench_source");
  const rounds = Math.max(1, Math.round(rows / sourceRows));
  const [startedAt, cpuBefore] = [performance.now(), cpuSeconds([pid])];
  for (let round = 0; round < rounds; round += 1) {
    const columns = SPAN_COLUMNS.replace("`trace_id`", `toFixedString(concat(lower(hex(toUInt32(${round}))), substring(trace_id, 9)), 32)`);
    await db.run(`INSERT INTO bench_target (${SPAN_COLUMNS}) SELECT ${columns} FROM bench_source ${SETTINGS}`);
  }
  const stored = rounds * sourceRows;
  const rate = { perSecond: (1000 * stored) / (performance.now() - startedAt), cpuMicros: (1e6 * (cpuSeconds([pid]) - cpuBefore)) / stored };
  for (const table of ["bench_view", "bench_target", "bench_source"]) await db.run(`DROP TABLE ${table}`);
  return rate;
}

/** How many rows a table has. */
export async function countRows(db: BenchEngine["db"], table: "spans" | "bench_source"): Promise<number> {
  const [row] = await db.select("bench", `SELECT toUInt32(count()) AS n FROM ${table}`, {});
  return Number(Object.values(row ?? {})[0]);
}

/** The view that finds the keys of spans, reading from the other table. */
async function viewLikeOurs(db: BenchEngine["db"]): Promise<string> {
  const [row] = await db.select("bench", "SELECT create_table_query FROM system.tables WHERE database = currentDatabase() AND name = 'span_keys_view'", {});
  const query = String(Object.values(row ?? {})[0]);
  return query.replace(/\.span_keys_view\b/, ".bench_view").replace(/(FROM \w+\.)spans\b/g, "$1bench_target");
}
