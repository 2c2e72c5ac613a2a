import { parseArgs } from "node:util";
import { z } from "zod";
import { defineQuery } from "@/lib/clickhouse/define-query.ts";
import { startBenchEngine } from "./bench-engine.ts";
import { HAND_WRITTEN } from "./hand-written.ts";
import { type History, openHistory } from "./open-history.ts";
import { PAGE_QUESTIONS, type PageQuestion } from "./page-questions.ts";
import { percentile } from "./percentile.ts";

// What every page asks the database, on a history of two lengths side by side: npx tsx bench/query.ts [--spans 10000000] [--runs 20]
const { values } = parseArgs({ options: { spans: { type: "string", default: "10000000" }, runs: { type: "string", default: "20" }, seams: { type: "string", default: "120" } } });
const SPANS = Number(values.spans);
const RUNS = Number(values.runs);
const WARM_UPS = 2;

/** What asking took: milliseconds each time, and when, by the clock of this program. */
interface Asked {
  waits: number[];
  fromMs: number;
  toMs: number;
}

const readCosts = defineQuery({
  name: "bench-costs",
  params: z.object({ database: z.string(), fromMs: z.int(), toMs: z.int() }),
  row: z.object({ rows: z.coerce.number(), bytes: z.coerce.number(), cpuMs: z.coerce.number() }),
  sql: `
    SELECT sum(read_rows) AS rows, sum(read_bytes) AS bytes, sum(ProfileEvents['OSCPUVirtualTimeMicroseconds']) / 1000 AS cpuMs
    FROM system.query_log
    WHERE type = 'QueryFinish' AND current_database = {database: String} AND query_start_time_microseconds >= fromUnixTimestamp64Milli({fromMs: Int64})
        AND event_time_microseconds <= fromUnixTimestamp64Milli({toMs: Int64})`,
});

async function ask(question: (history: History) => Promise<unknown>, histories: readonly History[]): Promise<Asked[]> {
  const asked = histories.map((): Asked => ({ waits: [], fromMs: 0, toMs: 0 }));
  for (let run = 0; run < WARM_UPS + RUNS; run += 1) {
    for (const [index, history] of histories.entries()) {
      const startedAt = performance.now();
      const clockMs = Date.now();
      await question(history);
      const one = asked[index];
      if (one === undefined || run < WARM_UPS) continue;
      one.waits.push(performance.now() - startedAt);
      one.fromMs ||= clockMs;
      one.toMs = Date.now();
    }
  }
  return asked;
}

const ms = (value: number): string => (value < 10 ? value.toFixed(1) : value.toFixed(0));
const ratio = (value: number): string => (Number.isFinite(value) ? value.toFixed(1) : "–");

async function byHand({ db, made }: History, name: string, index: number): Promise<Asked> {
  const { table, sql } = HAND_WRITTEN[name] ?? HAND_WRITTEN["newest traces"] ?? { table: "", sql: "" };
  const own = `by_hand_${index}`;
  await db.run(`DROP TABLE IF EXISTS ${own}`);
  await db.run(`CREATE TABLE ${own} ${table}`);
  const params = { to: made.to.getTime(), handoffId: made.handoffId, traceId: made.traceId, workflow: made.workflow };
  const [asked] = await ask(() => db.select("by-hand", sql.replace("@table", own), params), [{ db, made }]);
  await db.run(`DROP TABLE ${own} SYNC`);
  if (asked === undefined) throw new Error("nothing was asked");
  return asked;
}

async function costOf({ db }: History, { fromMs, toMs }: Asked): Promise<{ rows: number; bytes: number; cpuMs: number }> {
  await db.run("SYSTEM FLUSH LOGS");
  const [cost] = await readCosts(db, { database: db.name, fromMs, toMs });
  const { rows = 0, bytes = 0, cpuMs = 0 } = cost ?? {};
  return { rows: rows / RUNS, bytes: bytes / RUNS, cpuMs: cpuMs / RUNS };
}

async function report({ page, ask: question, of }: PageQuestion, index: number, small: History, big: History): Promise<void> {
  const [few, many] = await ask(({ db, made }) => question(db, made), [small, big]);
  if (few === undefined || many === undefined) return;
  const [fewCost, manyCost] = [await costOf(small, few), await costOf(big, many)];
  const hand = of === undefined ? undefined : await byHand(big, of, index);
  const cells = [
    page,
    `${ms(percentile(few.waits, 0.5))} / ${ms(percentile(few.waits, 0.95))}`,
    `${ms(percentile(many.waits, 0.5))} / ${ms(percentile(many.waits, 0.95))}`,
    `${ratio(percentile(many.waits, 0.5) / percentile(few.waits, 0.5))} / ${ratio(percentile(many.waits, 0.95) / percentile(few.waits, 0.95))}`,
    `${ms(fewCost.cpuMs)} → ${ms(manyCost.cpuMs)}`,
    `${fewCost.rows.toFixed(0)} → ${manyCost.rows.toFixed(0)}`,
    `${(fewCost.bytes / 1024).toFixed(0)} → ${(manyCost.bytes / 1024).toFixed(0)}`,
    hand === undefined ? "–" : `${ms(percentile(hand.waits, 0.5))} (${ratio(percentile(many.waits, 0.5) / percentile(hand.waits, 0.5))})`,
  ];
  console.log(`| ${cells.join(" | ")} |`);
}

async function main(): Promise<void> {
  const { CLICKHOUSE_URL, CLICKHOUSE_USER = "default", CLICKHOUSE_PASSWORD = "" } = process.env;
  const engine = CLICKHOUSE_URL === undefined ? await startBenchEngine() : undefined;
  const env = engine?.env ?? { CLICKHOUSE_URL: CLICKHOUSE_URL ?? "", CLICKHOUSE_USER, CLICKHOUSE_PASSWORD };
  try {
    const size = { lastDaySpans: SPANS / 20, seams: Number(values.seams) };
    const [small, big] = [await openHistory(env, { spans: SPANS / 10, ...size }), await openHistory(env, { spans: SPANS, ...size })];
    console.log(`\n| asked by | p50 / p95 ms, ${SPANS / 10} spans | ${SPANS} spans | growth | engine's processor ms | rows read | KiB read | by hand, p50 ms (ratio) |\n|---|---|---|---|---|---|---|---|`);
    for (const [index, question] of PAGE_QUESTIONS.entries()) await report(question, index, small, big);
    await Promise.all([small.db.close(), big.db.close()]);
  } finally {
    await engine?.stop();
  }
}

await main();
