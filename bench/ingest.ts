import { gzipSync } from "node:zlib";
import type { Database } from "@/lib/clickhouse/open-database.ts";
import { freePort } from "@/scripts/engine/free-port.ts";
import { startBenchEngine } from "./bench-engine.ts";
import { insertRate } from "./insert-rate.ts";
import { makeBodies, spansIn } from "./make-load.ts";
import { percentile } from "./percentile.ts";
import { runCollector } from "./run-collector.ts";
import { sendBodies } from "./send-bodies.ts";

// How fast spans get from OTLP bytes into the table, beside what ClickHouse itself needs for the same rows: npx tsx bench/ingest.ts
// Analysis would compete for the same cores after two seconds of quiet; it is not what is measured here.
const QUIET = { SEAMSCOPE_QUIET_MS: "600000" };
const LOADS: Load[] = [
  { name: "warm-up", bodies: 20, connections: 48, gzip: false, everyMs: 0 },
  { name: "as fast as it goes, 48 connections", bodies: 200, connections: 48, gzip: false, everyMs: 0 },
  { name: "the same, gzip", bodies: 200, connections: 48, gzip: true, everyMs: 0 },
  { name: "2,000 spans/s, 8 connections", bodies: 20, connections: 8, gzip: false, everyMs: 256 },
];

interface Load {
  name: string;
  bodies: number;
  connections: number;
  gzip: boolean;
  everyMs: number;
}

/** Sends one load and returns its row of the result: the clock stops when every span is in the table. */
async function measure(db: Database, url: string, load: Load, serial: number): Promise<{ name: string; perSecond: number; row: string }> {
  const bodies = makeBodies(load.bodies, serial).map((body) => (load.gzip ? gzipSync(body) : body));
  const before = await countSpans(db);
  const startedAt = performance.now();
  const waits = await sendBodies(url, bodies, load);
  const visible = (await countSpans(db)) - before;
  const perSecond = (1000 * visible) / (performance.now() - startedAt);
  if (visible !== spansIn(load.bodies)) throw new Error(`expected ${spansIn(load.bodies)} spans in the table, found ${visible}`);
  const [p50, p99] = [percentile(waits, 0.5), percentile(waits, 0.99)];
  return { name: load.name, perSecond, row: `${visible} | ${perSecond.toFixed(0)} | ${p50.toFixed(0)} / ${p99.toFixed(0)}` };
}

async function countSpans(db: Database): Promise<number> {
  const [row] = await db.select("bench", "SELECT toUInt32(count()) AS n FROM spans", {});
  return Number(Object.values(row ?? {})[0]);
}

async function main(): Promise<void> {
  const engine = await startBenchEngine();
  const collector = await runCollector(await freePort(), { ...engine.env, ...QUIET });
  try {
    const results = [];
    for (const [serial, load] of LOADS.entries()) results.push(await measure(engine.db, collector.url, load, serial));
    const raw = await insertRate(engine.db);
    console.log(`ClickHouse alone, INSERT SELECT of the same rows: ${raw.toFixed(0)} rows/s\n`);
    console.log("| load | spans | spans/s until visible | answer p50 / p99 ms | of ClickHouse alone |\n|---|---|---|---|---|");
    for (const { name, perSecond, row } of results) console.log(`| ${name} | ${row} | ${(perSecond / raw).toFixed(2)} |`);
  } finally {
    await collector.stop();
    await engine.stop();
  }
}

await main();
