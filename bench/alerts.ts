import { loadavg } from "node:os";
import { parseArgs } from "node:util";
import { z } from "zod";
import { evaluateMoment, type EvaluationParts } from "@/collector/alert/evaluate-moment.ts";
import { keepWorld } from "@/collector/alert/keep-world.ts";
import { keepWatchList } from "@/collector/alert/watch-list.ts";
import { learnCadences } from "@/lib/queries/alerts/measure/read-cadence.ts";
import { defineQuery } from "@/lib/clickhouse/define-query.ts";
import type { Database } from "@/lib/clickhouse/open-database.ts";
import { PROJECT } from "@/lib/model/project.ts";
import { startBenchEngine } from "./bench-engine.ts";
import { cpuSeconds } from "./cpu-seconds.ts";
import { makeJudged, makeRules } from "./make-judged.ts";
import { percentile } from "./percentile.ts";

// What one evaluation of many rules over many seams takes of its interval: npx tsx bench/alerts.ts [--rules 1000] [--seams 10000] [--days 30] [--rounds 10]
const { values } = parseArgs({ options: { rules: { type: "string", default: "1000" }, seams: { type: "string", default: "10000" }, days: { type: "string", default: "30" }, rounds: { type: "string", default: "10" } } });
const [RULES, SEAMS, DAYS, ROUNDS] = [Number(values.rules), Number(values.seams), Number(values.days), Number(values.rounds)];
const INTERVAL_MS = 15_000;
/** Of the interval, on two cores. */
const ALLOWED = 0.1;
const CORES = 2;

/** One evaluation: milliseconds by the clock, and of processor time of the engine and of this program. */
interface Took {
  ms: number;
  engineMs: number;
  nodeMs: number;
}

const readCosts = defineQuery({
  name: "bench-alert-costs",
  params: z.object({ fromMs: z.int(), untilMs: z.int() }),
  row: z.object({ name: z.string(), asked: z.coerce.number(), cpuMs: z.coerce.number(), rows: z.coerce.number() }),
  sql: `
    SELECT log_comment AS name, count() AS asked, sum(ProfileEvents['OSCPUVirtualTimeMicroseconds']) / 1000 AS cpuMs, sum(read_rows) AS rows
    FROM system.query_log
    WHERE type = 'QueryFinish' AND current_database = currentDatabase() AND query_start_time_microseconds >= fromUnixTimestamp64Milli({fromMs: Int64}) AND query_start_time_microseconds < fromUnixTimestamp64Milli({untilMs: Int64}) AND name != ''
    GROUP BY name
    ORDER BY cpuMs DESC`,
});

/** What each question cost one of the worst evaluations, by the engine's own account. */
async function costs(db: Database, fromMs: number, untilMs: number): Promise<void> {
  await db.run("SYSTEM FLUSH LOGS");
  console.log("\n| question | asked | engine's processor ms | rows read |\n|---|---|---|---|");
  for (const { name, asked, cpuMs, rows } of await readCosts(db, { fromMs, untilMs })) console.log(`| ${name} | ${(asked / ROUNDS).toFixed(1)} | ${(cpuMs / ROUNDS).toFixed(1)} | ${Math.round(rows / ROUNDS).toLocaleString("en")} |`);
}

async function main(): Promise<void> {
  const bench = await startBenchEngine();
  try {
    await makeJudged(bench.db, { seams: SEAMS, days: DAYS });
    await makeRules(bench.db, RULES);
    const parts = partsOf(bench.db);
    const rules = await parts.watchList.rules();
    const asks = new Set([...rules.values()].map((rule) => rule.askKey));
    console.log(`${rules.size} rules (${asks.size} that differ in what they measure) over ${SEAMS} seams, ${DAYS} days of judgements; an interval of ${INTERVAL_MS / 1000} s, ${ROUNDS} evaluations of all rules\n`);
    console.log("| evaluation | p50 ms | p95 ms | of its interval | engine's processor ms | Node's processor ms |\n|---|---|---|---|---|---|");
    const intervals = [...new Set([...rules.values()].map((rule) => rule.everyMs))];
    report("not an evaluation: every seam's cadence is learned, once an hour between two of them", [await takes(bench.pid, () => learnCadences(bench.db, { project: PROJECT, at: new Date() }))]);
    report("the first after a start: worst", [await evaluateOnce(parts, bench.pid, intervals)]);
    const [ordinary, worst]: [Took[], Took[]] = [[], []];
    const fromMs = Date.now();
    for (let round = 0; round < ROUNDS; round += 1) worst.push(await evaluateOnce(parts, bench.pid, intervals));
    const untilMs = Date.now();
    for (let round = 0; round < ROUNDS; round += 1) ordinary.push(await evaluateOnce(parts, bench.pid, [INTERVAL_MS]));
    report(`ordinary: the ${[...rules.values()].filter(({ everyMs }) => everyMs === INTERVAL_MS).length} rules of every ${INTERVAL_MS / 1000} s`, ordinary);
    report(`worst: rules of all intervals (${intervals.map((ms) => `${ms / 1000} s`).join(", ")}) at once`, worst);
    await costs(bench.db, fromMs, untilMs);
    console.log(`\nload over one minute: ${(loadavg()[0] ?? 0).toFixed(1)}`);
    verdict("ordinary", ordinary);
    verdict("worst", worst);
  } finally {
    await bench.stop();
  }
}

const says = (share: number): string => `${(share * 100).toFixed(1)} % (${share <= ALLOWED ? "within" : "NOT within"} a tenth)`;

/** Whether a tenth of the interval is enough: by the clock, and, since the machine is shared, by processor time, which two cores have twice as much of as the clock shows. */
function verdict(name: string, took: readonly Took[]): void {
  const clock = percentile(took.map((one) => one.ms), 0.5) / INTERVAL_MS;
  const processor = percentile(took.map((one) => one.engineMs + one.nodeMs), 0.5) / INTERVAL_MS;
  console.log(`${name}: ${says(clock)} of the interval by the clock, ${says(processor)} as processor time of one core, ${says(processor / CORES)} of what two cores have`);
}

const monotonicMs = (): number => performance.now();
const log = (line: string): void => console.log(line);

function partsOf(db: Database): EvaluationParts {
  return { db, project: PROJECT, keeper: keepWorld(db, PROJECT, () => Date.now()), watchList: keepWatchList({ db, project: PROJECT, log }, monotonicMs), log, monotonicMs };
}

const evaluateOnce = (parts: EvaluationParts, pid: number, everyMs: number[]): Promise<Took> => takes(pid, () => evaluateMoment(parts, { atMs: Date.now(), everyMs }, new Map()));

async function takes(pid: number, does: () => Promise<unknown>): Promise<Took> {
  const [startedAt, cpu, engineS] = [performance.now(), process.cpuUsage(), cpuSeconds([pid])];
  await does();
  const { user, system } = process.cpuUsage(cpu);
  return { ms: performance.now() - startedAt, engineMs: (cpuSeconds([pid]) - engineS) * 1000, nodeMs: (user + system) / 1000 };
}

function report(name: string, took: readonly Took[]): void {
  const at = (of: keyof Took, p: number): number => percentile(took.map((one) => one[of]), p);
  console.log(`| ${name} | ${at("ms", 0.5).toFixed(0)} | ${at("ms", 0.95).toFixed(0)} | 1 : ${(INTERVAL_MS / at("ms", 0.5)).toFixed(1)} | ${at("engineMs", 0.5).toFixed(0)} | ${at("nodeMs", 0.5).toFixed(0)} |`);
}

await main();
