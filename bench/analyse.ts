import { recordedSpans } from "@/lib/testing/recorded-spans.ts";
import { analyseTraces } from "@/collector/analyse/analyse-traces.ts";
import { createSchemaValidator } from "@/collector/analyse/schema-validator.ts";
import type { Database } from "@/lib/clickhouse/open-database.ts";
import { spanToRow } from "@/lib/clickhouse/span-row.ts";
import { groupBy } from "@/lib/model/group-by.ts";
import { PROJECT } from "@/lib/model/project.ts";
import type { Span } from "@/lib/model/span.ts";
import { conclude } from "@/lib/seams/conclude.ts";
import { searchTraces } from "@/lib/seams/search-traces.ts";
import { CAPTURES } from "@/lib/testing/read-capture.ts";
import { startBenchEngine } from "./bench-engine.ts";
import { SHAPES } from "./trace-shapes.ts";

// How fast traces are analysed, and what one trace costs as it grows: npx tsx bench/analyse.ts [part of a shape's name, or recorded]
const SIZES = [10, 100, 1_000, 10_000, 50_000];
const DEADLINE_MS = 900_000;
const NOW = 1_795_300_000_000_000_000n;
/** A measurement goes on until it has run this often and this long; the run with the least processor time counts. */
const RUNS_MIN = 3;
const WAIT_MIN_MS = 300;
/** A run that takes longer is not repeated. */
const LONG_MS = 10_000;
const COPIES = 20;
/** Traces in one go, as the collector takes them. */
const BATCH = 400;

async function main(): Promise<void> {
  const only = process.argv[2];
  const isRecorded = only === undefined || only === "recorded";
  const shapes = Object.entries(SHAPES).filter(([name]) => only === undefined || name.includes(only));
  if (shapes.length > 0) console.log(`| one trace | handoffs | ${SIZES.map((size) => `${size.toLocaleString("en")} spans`).join(" | ")} | 50,000 : 1,000 |\n|---|---|${SIZES.map(() => "---|").join("")}---|`);
  for (const [name, make] of shapes) growth(name, make);
  if (isRecorded) {
    const spans = copiesOf(CAPTURES.flatMap(recordedSpans), COPIES);
    pure(spans);
    await throughDatabase(spans);
  }
}

/** Microseconds per span at every size. */
function growth(name: string, make: (count: number) => Span[]): void {
  const costs = SIZES.map((size) => {
    const spans = make(size);
    let handoffs = 0;
    const ms = best(() => {
      handoffs = engine(spans);
    });
    return { size, handoffs, micros: (ms * 1000) / size };
  });
  const costAt = (size: number): number => costs.find((cost) => cost.size === size)?.micros ?? Number.NaN;
  console.log(`| ${name} | ${costs.at(-1)?.handoffs ?? 0} | ${costs.map(({ micros }) => micros.toFixed(0)).join(" | ")} | ${(costAt(50_000) / costAt(1_000)).toFixed(1)} |`);
}

/** All the analyser does but read and write: index, find, judge. Returns the number of handoffs. */
function engine(spans: readonly Span[]): number {
  const search = searchTraces(spans, DEADLINE_MS);
  const traceIds = new Set(spans.map((span) => span.traceId));
  return [...traceIds].reduce((sum, traceId) => sum + search.handoffsIn(traceId).map((evidence) => conclude("bench", evidence, { kind: "none" }, NOW)).length, 0);
}

/** Milliseconds of processor time, garbage collection included; the clock would tell how busy the machine is. */
function best(run: () => void): number {
  let [least, runs, total] = [Infinity, 0, 0];
  while (runs === 0 || (least < LONG_MS && (runs < RUNS_MIN || total < WAIT_MIN_MS))) {
    const before = process.cpuUsage();
    run();
    const { user, system } = process.cpuUsage(before);
    const took = (user + system) / 1000;
    [least, runs, total] = [Math.min(least, took), runs + 1, total + took];
  }
  return least;
}


/** The same traces under other ids. */
const copiesOf = (spans: readonly Span[], copies: number): Span[] =>
  Array.from({ length: copies }, (_, copy) => spans.map((span) => ({ ...span, traceId: `${copy.toString(16).padStart(4, "0")}${span.traceId.slice(4)}` }))).flat();

function pure(spans: readonly Span[]): void {
  const traces = [...groupBy(spans, (span) => span.traceId).values()];
  const ms = best(() => {
    for (const own of traces) engine(own);
  });
  console.log(`\n${traces.length} recorded traces of ${spans.length} spans, engine alone, per second of processor time: ${rate(traces.length, ms)} traces/s, ${rate(spans.length, ms)} spans/s`);
}

async function throughDatabase(spans: readonly Span[]): Promise<void> {
  const bench = await startBenchEngine();
  const { db } = bench;
  const validator = createSchemaValidator();
  try {
    await db.insert("spans", spans.map((span) => spanToRow(span, PROJECT)));
    const traceIds = [...new Set(spans.map((span) => span.traceId))];
    for (const [pass, what] of ["analysed for the first time", "analysed again, nothing new"].entries()) {
      const counted = countCalls(db);
      const startedAt = performance.now();
      const before = process.cpuUsage();
      for (let at = 0; at < traceIds.length; at += BATCH) {
        await analyseTraces({ db: counted.db, project: PROJECT, validator, deadlineMs: DEADLINE_MS, now: NOW + BigInt(pass), log: () => undefined }, traceIds.slice(at, at + BATCH));
      }
      const ms = performance.now() - startedAt;
      const { user, system } = process.cpuUsage(before);
      console.log(`the same read from ClickHouse, judged and written, ${BATCH} traces at a time, ${what}: ${rate(traceIds.length, ms)} traces/s, ${rate(spans.length, ms)} spans/s by the clock; ${((user + system) / traceIds.length / 1000).toFixed(1)} ms of the analyser's processor time a trace; ${(counted.calls() / Math.ceil(traceIds.length / BATCH)).toFixed(0)} questions and writes a go`);
    }
  } finally {
    await validator.close();
    await bench.stop();
  }
}

/** The database, and how often it was called. */
function countCalls(db: Database): { db: Database; calls: () => number } {
  let calls = 0;
  const count = <Result>(call: () => Promise<Result>): Promise<Result> => {
    calls += 1;
    return call();
  };
  const counted: Database = {
    ...db,
    select: (...asked) => count(() => db.select(...asked)),
    selectUpTo: (...asked) => count(() => db.selectUpTo(...asked)),
    insert: (table, rows, ...options) => (rows.length === 0 ? Promise.resolve() : count(() => db.insert(table, rows, ...options))),
    run: (...statement) => count(() => db.run(...statement)),
  };
  return { db: counted, calls: () => calls };
}

const rate = (count: number, ms: number): string => Math.round((count * 1000) / ms).toLocaleString("en");

await main();
