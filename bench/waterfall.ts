import { parseArgs } from "node:util";
import { brotliCompressSync } from "node:zlib";
import { spanToRow } from "@/lib/clickhouse/span-row.ts";
import type { Database } from "@/lib/clickhouse/open-database.ts";
import { PROJECT } from "@/lib/model/project.ts";
import type { Span } from "@/lib/model/span.ts";
import { cutWindow, readSpanWindow } from "@/lib/queries/traces/read-span-window.ts";
import { readOutline } from "@/lib/queries/traces/read-outline.ts";
import { readThinSpans } from "@/lib/queries/traces/read-thin-spans.ts";
import { readToldSpans } from "@/lib/queries/traces/read-told-spans.ts";
import { mapOf } from "@/lib/seams/outline/map-of.ts";
import { WHOLE } from "@/lib/seams/outline/visible-rows.ts";
import { startBenchEngine } from "./bench-engine.ts";
import { percentile } from "./percentile.ts";
import { SHAPES } from "./trace-shapes.ts";

// What a waterfall costs the server, on traces of several sizes side by side: npx tsx bench/waterfall.ts [--spans 5000,50000,200000]
const { values } = parseArgs({ options: { spans: { type: "string", default: "5000,50000,200000" }, shape: { type: "string", default: "a supervisor that transfers again and again" } } });
const RUNS = 20;
const ROWS = 100;
const NOWHERE = { spanId: undefined, find: undefined };

const msOf = async (work: () => Promise<unknown>): Promise<number> => {
  const startedAt = performance.now();
  await work();
  return performance.now() - startedAt;
};

async function store(db: Database, traceId: string, spans: readonly Span[]): Promise<void> {
  for (let at = 0; at < spans.length; at += 20_000) await db.insert("spans", spans.slice(at, at + 20_000).map((span) => spanToRow({ ...span, traceId }, PROJECT)));
}

async function measure(db: Database, count: number): Promise<string[]> {
  const make = SHAPES[values.shape];
  if (make === undefined) throw new Error(`--shape is one of: ${Object.keys(SHAPES).join("; ")}`);
  const traceId = count.toString(16).padStart(32, "0");
  await store(db, traceId, make(count));
  const question = { project: PROJECT, traceId };
  const wholeMs = await msOf(() => readToldSpans(db, { project: PROJECT, traceIds: [traceId] }));
  const thinMs = await msOf(() => readThinSpans(db, question));
  const cpuBefore = process.cpuUsage();
  const coldMs = await msOf(() => readSpanWindow(db, { ...question, view: WHOLE, from: 0, count: ROWS, target: NOWHERE }));
  const cpu = process.cpuUsage(cpuBefore);
  const read = await readOutline(db, question);
  if (read === undefined) throw new Error("the trace was stored");
  const waits: number[] = [];
  for (let run = 0; run < RUNS; run += 1) {
    // Each folded otherwise, so that none finds its rows remembered.
    const view = { ...WHOLE, collapsed: [read.view.spanList[run * 7]?.spanId ?? ""] };
    waits.push(await msOf(() => readSpanWindow(db, { ...question, view, from: Math.floor((count / RUNS) * run), count: ROWS, target: NOWHERE })));
  }
  const mapMs = await msOf(async () => mapOf(read.outline));
  const json = JSON.stringify(cutWindow(read, { view: WHOLE, from: Math.floor(count / 2), count: ROWS, target: NOWHERE }));
  const map = JSON.stringify(mapOf(read.outline));
  const sizes = [json, map].map((text) => `${(text.length / 1024).toFixed(1)} (${(brotliCompressSync(text).length / 1024).toFixed(1)})`);
  return [String(count), ...[wholeMs, thinMs, coldMs, (cpu.user + cpu.system) / 1000].map((ms) => ms.toFixed(0)), `${percentile(waits, 0.5).toFixed(1)} / ${percentile(waits, 0.95).toFixed(1)}`, mapMs.toFixed(1), ...sizes];
}

const engine = await startBenchEngine();
try {
  console.log(`| spans | read in whole, ms | read thinly, ms | first rows of a trace, ms | of it processor time of this process | ${ROWS} more rows, p50 / p95 ms | map, ms | ${ROWS} rows, KiB (compressed) | map, KiB (compressed) |\n|---|---|---|---|---|---|---|---|---|`);
  await measure(engine.db, 1000);
  for (const count of values.spans.split(",").map(Number)) console.log(`| ${(await measure(engine.db, count)).join(" | ")} |`);
} finally {
  await engine.stop();
}
