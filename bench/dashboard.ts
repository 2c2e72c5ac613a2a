import { loadavg } from "node:os";
import { parseArgs } from "node:util";
import { chromium } from "@playwright/test";
import { spanToRow } from "@/lib/clickhouse/span-row.ts";
import type { Database } from "@/lib/clickhouse/open-database.ts";
import { PROJECT } from "@/lib/model/project.ts";
import { insertTraces } from "@/lib/testing/trace-rows.ts";
import { findChromium } from "../scripts/check/find-chromium.mjs";
import { startBenchEngine } from "./bench-engine.ts";
import { firstScriptBytes } from "./first-scripts.ts";
import type { Made } from "./make-months.ts";
import { databaseOf, openHistory } from "./open-history.ts";
import { percentile } from "./percentile.ts";
import { runDashboard } from "./run-dashboard.ts";
import { SHAPES } from "./trace-shapes.ts";
import { type PageWatch, type Turn, watchPage, watchScrolling, watchWheel } from "./watch-page.ts";

// What pages cost the server, the line and the browser on a long history: npx tsx bench/dashboard.ts [--spans 10000000] [--runs 20] [--visits 5] [--only /seams]
const { values } = parseArgs({
  options: { spans: { type: "string", default: "10000000" }, runs: { type: "string", default: "20" }, visits: { type: "string", default: "5" }, seams: { type: "string", default: "120" }, only: { type: "string", default: "" } },
});
const [SPANS, RUNS, VISITS] = [Number(values.spans), Number(values.runs), Number(values.visits)];
const WARM_UPS = 2;
const LONG_TRACE = { id: "5".repeat(32), spans: 50_000, shape: "a supervisor that transfers again and again" };
const SPANS_AT_ONCE = 10_000;
const WATERFALL = '[role="treegrid"], [role="tree"]';
const SCROLLING = [{ pixels: 40, frames: 180 }, { pixels: 400, frames: 180 }, { pixels: 4000, frames: 180 }];

const TIMELINE = ".cursor-crosshair.touch-pan-y > canvas";
const CLOSER: Turn = { isZoom: true, pixels: -30, frames: 60 };
const GESTURES: Readonly<Record<string, readonly Turn[]>> = {
  "zooming in and out again": [CLOSER, { ...CLOSER, pixels: 30 }],
  "panning, 20 pixels a frame": [{ ...CLOSER, frames: 30 }, { isZoom: false, pixels: 20, frames: 120 }, { isZoom: false, pixels: -20, frames: 120 }],
  "panning, 200 pixels a frame": [{ ...CLOSER, frames: 60 }, { isZoom: false, pixels: 200, frames: 120 }],
};

/** Pages by address, with what each is about: what a visitor waits for. */
const pagesOf = ({ traceId, handoffId, workflow }: Made): Record<string, string> => ({
  "/": 'main a[href^="/seams/"]',
  "/?range=30d": 'main a[href^="/seams/"]',
  "/seams/seam-0": 'main a[href^="/handoffs/"]',
  "/seams/seam-0?range=30d": 'main a[href^="/handoffs/"]',
  [`/handoffs/${handoffId}`]: "main button",
  "/traces": 'main a[href^="/traces/"]',
  [`/traces/${traceId}`]: WATERFALL,
  [`/traces/${LONG_TRACE.id}`]: WATERFALL,
  "/workflows": 'main a[href^="/workflows/"]',
  [`/workflows/${workflow}`]: 'main a[href^="/handoffs/"]',
  "/inbox": "main a",
  "/agents": 'main a[href^="/agents/"]',
  "/agents/agent-7": 'main a[href^="/seams/"]',
  "/contracts": 'main a[href^="/contracts/"]',
  "/contracts/contract-3": "main a",
  "/audit": 'main a[href^="/seams/"]',
});

/** A trace of fifty thousand spans, once. */
async function storeLongTrace(db: Database, at: Date): Promise<void> {
  const { id, spans, shape } = LONG_TRACE;
  const [row] = await db.select("bench", "SELECT toInt64(count()) AS stored FROM spans WHERE project = {project: String} AND trace_id = {id: String}", { project: PROJECT, id });
  const made = SHAPES[shape]?.(spans) ?? [];
  if (Number(Object(row).stored) > 0 || made.length === 0) return;
  for (let first = 0; first < made.length; first += SPANS_AT_ONCE) await db.insert("spans", made.slice(first, first + SPANS_AT_ONCE).map((span) => spanToRow({ ...span, traceId: id }, PROJECT)));
  await insertTraces(db, [{ traceId: id, spans: made.length, startedAt: at.toISOString(), durationMs: 60_000, name: shape }], 1n);
}

/** Milliseconds until the last byte of a page had come, each time; and the page. */
async function askFor(url: string): Promise<{ waits: number[]; html: string }> {
  const waits: number[] = [];
  let html = "";
  for (let run = 0; run < WARM_UPS + RUNS; run += 1) {
    const startedAt = performance.now();
    const answer = await fetch(url);
    html = await answer.text();
    if (!answer.ok) throw new Error(`${url} answered ${answer.status}`);
    if (run >= WARM_UPS) waits.push(performance.now() - startedAt);
  }
  return { waits, html };
}

const ms = (value: number): string => value.toFixed(0);
const medianOf = (visits: readonly PageWatch[], of: keyof PageWatch): number => percentile(visits.map((visit) => visit[of]), 0.5);

async function main(): Promise<void> {
  const { CLICKHOUSE_URL, CLICKHOUSE_USER = "default", CLICKHOUSE_PASSWORD = "" } = process.env;
  const engine = CLICKHOUSE_URL === undefined ? await startBenchEngine() : undefined;
  const env = engine?.env ?? { CLICKHOUSE_URL: CLICKHOUSE_URL ?? "", CLICKHOUSE_USER, CLICKHOUSE_PASSWORD };
  const { db, made } = await openHistory(env, { spans: SPANS, lastDaySpans: SPANS / 20, seams: Number(values.seams) });
  await storeLongTrace(db, new Date(made.to.getTime() - 120_000));
  const dashboard = await runDashboard({ ...env, CLICKHOUSE_DATABASE: databaseOf(SPANS) });
  const executablePath = await findChromium();
  const browser = await chromium.launch({ args: ["--no-sandbox", "--disable-gpu"], ...(executablePath === undefined ? {} : { executablePath }) });
  try {
    console.log(`load of the machine: ${loadavg().map((load) => load.toFixed(0)).join(", ")}`);
    console.log(`\n| page, ${SPANS} spans | server, p50 / p95 ms | painted, ms | interactive, p50 / worst ms | longest task, ms | script that the page asks for first, KiB | with what comes later, KiB |\n|---|---|---|---|---|---|---|`);
    for (const [path, selector] of Object.entries(pagesOf(made)).filter(([address]) => address.startsWith(values.only))) {
      const { waits, html } = await askFor(`${dashboard.url}${path}`);
      const visits: PageWatch[] = [];
      for (let visit = 0; visit < VISITS; visit += 1) visits.push(await watchPage(browser, `${dashboard.url}${path}`, selector));
      const interactive = visits.map((visit) => visit.interactiveMs);
      const cells = [path, `${ms(percentile(waits, 0.5))} / ${ms(percentile(waits, 0.95))}`, ms(medianOf(visits, "paintedMs")), `${ms(percentile(interactive, 0.5))} / ${ms(Math.max(...interactive))}`, ms(medianOf(visits, "longestTaskMs")), ((await firstScriptBytes(dashboard.url, html)) / 1024).toFixed(0), (medianOf(visits, "scriptBytes") / 1024).toFixed(0)];
      console.log(`| ${cells.join(" | ")} |`);
    }
    console.log(`\n| scrolling through ${LONG_TRACE.spans} spans, pixels a frame | longest task, ms |\n|---|---|`);
    for (const scrolling of SCROLLING) console.log(`| ${scrolling.pixels} | ${ms(await watchScrolling(browser, `${dashboard.url}/traces/${LONG_TRACE.id}`, WATERFALL, scrolling))} |`);
    console.log(`\n| timeline of ${LONG_TRACE.spans} spans | longest task, ms |\n|---|---|`);
    for (const [gesture, turns] of Object.entries(GESTURES)) console.log(`| ${gesture} | ${ms(await watchWheel(browser, `${dashboard.url}/traces/${LONG_TRACE.id}`, { drawing: TIMELINE, told: /[?&]timeline=/ }, turns))} |`);
  } finally {
    await browser.close();
    await dashboard.stop();
    await db.close();
    await engine?.stop();
  }
}

await main();
