import { decodeTraces } from "@/collector/decode/decode.ts";
import { migrate } from "@/lib/clickhouse/migrate.ts";
import { type Database, openDatabase } from "@/lib/clickhouse/open-database.ts";
import { SPAN_COLUMNS, spanToRow } from "@/lib/clickhouse/span-row.ts";
import { readConfig } from "@/lib/config/env.ts";
import { PROJECT } from "@/lib/model/project.ts";
import { FORMER_VIEWS, formerSpanHash } from "@/lib/testing/former-tables.ts";
import { startBenchEngine } from "./bench-engine.ts";
import { makeBodies, spansIn } from "./make-load.ts";
import { percentile } from "./percentile.ts";

// What storing a span costs ClickHouse, with the tables as they are and as they were, turn by turn: npx tsx bench/insert-cost.ts
const BODIES = 100;
const ROUNDS = 7;
const SETTINGS = "SETTINGS max_threads = 1, max_insert_threads = 1, max_block_size = 20000, min_insert_block_size_rows = 20000, min_insert_block_size_bytes = 0";
/** Whether each block is looked through for repeats as it is stored, which is how ClickHouse comes and not how we insert. */
const LOOKING_FOR_REPEATS = "as it is, but each block looked through for repeats";

/** How the tables are changed before rows are stored in them. */
const VARIANTS: Readonly<Record<string, readonly string[]>> = {
  "as it is": [],
  [LOOKING_FOR_REPEATS]: [],
  "a view for each kind of key, the hash over texts": ["DROP VIEW span_keys_view", ...Object.values(FORMER_VIEWS), formerSpanHash("spans"), "ALTER TABLE spans DROP INDEX by_span"],
  "without the index of span ids": ["ALTER TABLE spans DROP INDEX by_span"],
  "without keys": ["DROP VIEW span_keys_view"],
  "the table alone, no keys, no hash, no index": ["DROP VIEW span_keys_view", "ALTER TABLE spans DROP INDEX by_span", "ALTER TABLE spans MODIFY COLUMN content_hash UInt64 MATERIALIZED 0"],
};

async function openVariant(env: Record<string, string>, index: number, changes: readonly string[]): Promise<Database> {
  const config = readConfig({ ...env, CLICKHOUSE_DATABASE: `variant_${index}` });
  await migrate(config);
  const db = openDatabase(config);
  for (const change of changes) await db.run(change);
  return db;
}

async function fillSource(db: Database): Promise<void> {
  await db.run(`CREATE TABLE source ENGINE = Memory AS SELECT ${SPAN_COLUMNS} FROM spans LIMIT 0`);
  for (const body of makeBodies(BODIES, 1)) {
    const decoded = decodeTraces(body, "protobuf");
    if (decoded.kind !== "spans") throw new Error("the load is not readable");
    await db.insert("source", decoded.spans.map((span) => spanToRow(span, PROJECT)));
  }
}

/** Microseconds of processor time a row, by ClickHouse's own account of the statement. */
async function storeOnce(db: Database, source: string, { mark, looks }: { mark: string; looks: boolean }): Promise<number> {
  for (const table of ["spans", "correlation_keys", "trace_keys"]) await db.run(`TRUNCATE TABLE ${table}`);
  await db.run(`INSERT INTO spans (${SPAN_COLUMNS}) SELECT ${SPAN_COLUMNS} FROM ${source}.source ${SETTINGS}, optimize_on_insert = ${looks ? 1 : 0}, log_comment = '${mark}'`);
  await db.run("SYSTEM FLUSH LOGS");
  const [row] = await db.select("bench", "SELECT max(ProfileEvents['OSCPUVirtualTimeMicroseconds']) AS micros FROM system.query_log WHERE type = 'QueryFinish' AND log_comment = {mark: String}", { mark });
  return Number(Object(row).micros) / spansIn(BODIES);
}

async function main(): Promise<void> {
  const engine = await startBenchEngine();
  try {
    await fillSource(engine.db);
    const variants = await Promise.all(Object.entries(VARIANTS).map(async ([name, changes], index) => ({ name, db: await openVariant(engine.env, index, changes), micros: new Array<number>() })));
    for (let round = 0; round < ROUNDS; round += 1) {
      for (const [index, { name, db, micros }] of variants.entries()) micros.push(await storeOnce(db, engine.db.name, { mark: `round ${round} of ${index}`, looks: name === LOOKING_FOR_REPEATS }));
    }
    const now = percentile(variants[0]?.micros ?? [], 0.5);
    console.log(`${spansIn(BODIES)} spans, median of ${ROUNDS} rounds\n\n| tables | CPU µs/row | against now |\n|---|---|---|`);
    for (const { name, db, micros } of variants) {
      const median = percentile(micros, 0.5);
      console.log(`| ${name} | ${median.toFixed(1)} | ${(median / now).toFixed(2)} |`);
      await db.close();
    }
  } finally {
    await engine.stop();
  }
}

await main();
