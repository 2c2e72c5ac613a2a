import { setTimeout as sleep } from "node:timers/promises";
import { SPAN_COLUMNS } from "@/lib/clickhouse/span-row.ts";
import type { BenchEngine } from "./bench-engine.ts";
import { cpuSeconds } from "./cpu-seconds.ts";

const TWO_CORES = "max_threads = 2, max_insert_threads = 2";
/** How ClickHouse is asked to store: as it comes, and at its best here (with our own setting, in blocks that cost the least). */
export const WAYS = {
  asItComes: `SETTINGS ${TWO_CORES}`,
  atItsBest: `SETTINGS ${TWO_CORES}, optimize_on_insert = 0, max_block_size = 50000, min_insert_block_size_rows = 50000, min_insert_block_size_bytes = 0`,
};
const SOURCE_ROWS = 51_200;

/** For so long it stores at least: merges lag behind a shorter run. */
const STORE_MS_MIN = 8000;
const POLL_MS = 50;

/** How fast something stores rows until merges have come to rest, and what a row costs in processor time of all processes at work. */
export interface Rate {
  perSecond: number;
  cpuMicros: number;
}

/**
 * What ClickHouse itself does with the same rows: it stores them out of memory, again and again under other trace ids for eight seconds
 * (those whose trace ids begin with `traceIdHead`, at most 51,200 different ones), in a table like `spans` with a view like its own, on two
 * threads, and merges them.
 */
export async function insertRate({ db, pid }: BenchEngine, traceIdHead: string, way: keyof typeof WAYS): Promise<Rate> {
  await db.run(`CREATE TABLE bench_source ENGINE = Memory AS SELECT ${SPAN_COLUMNS} FROM spans WHERE startsWith(trace_id, {traceIdHead: String}) LIMIT ${SOURCE_ROWS}`, { traceIdHead });
  await db.run("CREATE TABLE bench_target AS spans");
  await db.run(await viewLikeOurs(db));
  const sourceRows = await countRows(db, "bench_source");
  const [startedAt, cpuBefore] = [performance.now(), cpuSeconds([pid])];
  let stored = 0;
  for (; performance.now() - startedAt < STORE_MS_MIN; stored += sourceRows) {
    const columns = SPAN_COLUMNS.replace("`trace_id`", `toFixedString(concat(lower(hex(toUInt32(${stored / sourceRows}))), substring(trace_id, 9)), 32)`);
    await db.run(`INSERT INTO bench_target (${SPAN_COLUMNS}) SELECT ${columns} FROM bench_source ${WAYS[way]}`);
  }
  await untilMerged(db);
  const rate = { perSecond: (1000 * stored) / (performance.now() - startedAt), cpuMicros: (1e6 * (cpuSeconds([pid]) - cpuBefore)) / stored };
  for (const table of ["bench_view", "bench_target", "bench_source"]) await db.run(`DROP TABLE ${table}`);
  return rate;
}

/** Waits until no merge runs. */
export async function untilMerged(db: BenchEngine["db"]): Promise<void> {
  const sql = "SELECT toUInt32(count()) AS n FROM system.merges";
  for (let quiet = 0; quiet < 3; await sleep(POLL_MS)) {
    const [row] = await db.select("bench", sql, {});
    quiet = Number(Object.values(row ?? {})[0]) === 0 ? quiet + 1 : 0;
  }
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
