import { gzipSync } from "node:zlib";
import type { Database } from "@/lib/clickhouse/open-database.ts";
import { freePort } from "@/scripts/engine/free-port.ts";
import { startBenchEngine, type BenchEngine } from "./bench-engine.ts";
import { cpuSeconds } from "./cpu-seconds.ts";
import { insertRate } from "./insert-rate.ts";
import { makeBodies, spansIn } from "./make-load.ts";
import { percentile } from "./percentile.ts";
import { runCollector, type RunningCollector } from "./run-collector.ts";
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

interface Result {
  name: string;
  spans: number;
  perSecond: number;
  cpuMicrosPerSpan: number;
  waits: number[];
}

/** Sends one load; the clock stops when every span is in the table. */
async function measure(engine: BenchEngine, collector: RunningCollector, load: Load, serial: number): Promise<Result> {
  const bodies = makeBodies(load.bodies, serial).map((body) => (load.gzip ? gzipSync(body) : body));
  const spans = spansIn(load.bodies);
  const pids = [engine.pid, collector.pid];
  const before = await countSpans(engine.db);
  const [startedAt, cpuBefore] = [performance.now(), cpuSeconds(pids)];
  const waits = await sendBodies(collector.url, bodies, load);
  const visible = (await countSpans(engine.db)) - before;
  if (visible !== spans) throw new Error(`expected ${spans} spans in the table, found ${visible}`);
  const perSecond = (1000 * spans) / (performance.now() - startedAt);
  return { name: load.name, spans, perSecond, cpuMicrosPerSpan: (1e6 * (cpuSeconds(pids) - cpuBefore)) / spans, waits };
}

async function countSpans(db: Database): Promise<number> {
  const [row] = await db.select("bench", "SELECT toUInt32(count()) AS n FROM spans", {});
  return Number(Object.values(row ?? {})[0]);
}

async function main(): Promise<void> {
  const engine = await startBenchEngine();
  const collector = await runCollector(await freePort(), { ...engine.env, ...QUIET });
  try {
    const results: Result[] = [];
    for (const [serial, load] of LOADS.entries()) results.push(await measure(engine, collector, load, serial));
    const alone = await insertRate(engine);
    const share = ({ perSecond, cpuMicrosPerSpan }: Result) => `${(perSecond / alone.perSecond).toFixed(2)} / ${(alone.cpuMicrosPerRow / cpuMicrosPerSpan).toFixed(2)}`;
    console.log("| load | spans | spans/s until visible | CPU us/span | answer p50 / p99 ms | of ClickHouse alone: rate / CPU |\n|---|---|---|---|---|---|");
    for (const result of results) console.log(`| ${rowOf(result)} | ${share(result)} |`);
    console.log(`| ClickHouse alone, INSERT SELECT of the same rows | 102400 | ${alone.perSecond.toFixed(0)} | ${alone.cpuMicrosPerRow.toFixed(0)} | – | 1 / 1 |`);
  } finally {
    await collector.stop();
    await engine.stop();
  }
}

function rowOf({ name, spans, perSecond, cpuMicrosPerSpan, waits }: Result): string {
  const [p50, p99] = [percentile(waits, 0.5), percentile(waits, 0.99)];
  return [name, spans, perSecond.toFixed(0), cpuMicrosPerSpan.toFixed(0), `${p50.toFixed(0)} / ${p99.toFixed(0)}`].join(" | ");
}

await main();
