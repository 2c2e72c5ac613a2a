import { loadavg } from "node:os";
import { setTimeout as sleep } from "node:timers/promises";
import { parseArgs } from "node:util";
import { startBenchEngine } from "./bench-engine.ts";
import { cpuSeconds } from "./cpu-seconds.ts";
import { databaseOf, openHistory } from "./open-history.ts";
import { percentile } from "./percentile.ts";
import { type Dashboard, runDashboard } from "./run-dashboard.ts";

// Pages of this build and of another one, asked in turn on one history: npx tsx bench/builds.ts --before ../before [--spans 10000000] [--runs 12] [--seams 120] /seams/seam-0 '/seams/seam-0?range=30d'
const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { before: { type: "string", default: "" }, spans: { type: "string", default: "10000000" }, runs: { type: "string", default: "12" }, seams: { type: "string", default: "120" } },
});
const [SPANS, RUNS] = [Number(values.spans), Number(values.runs)];
const WARM_UPS = 3;
/** What a page leaves running after its last byte belongs to it. */
const SETTLED_MS = 60;

/** One answer: milliseconds by the clock, and of processor time of the engine and of the dashboard. */
interface Took {
  ms: number;
  engineMs: number;
  dashboardMs: number;
}

async function ask({ url, pid }: Dashboard, path: string, enginePid: number): Promise<Took> {
  const [engineS, dashboardS, startedAt] = [cpuSeconds([enginePid]), cpuSeconds([pid]), performance.now()];
  const answer = await fetch(`${url}${path}`);
  await answer.text();
  const ms = performance.now() - startedAt;
  if (!answer.ok) throw new Error(`${path} answered ${answer.status}`);
  await sleep(SETTLED_MS);
  return { ms, engineMs: (cpuSeconds([enginePid]) - engineS) * 1000, dashboardMs: (cpuSeconds([pid]) - dashboardS) * 1000 };
}

const median = (took: readonly Took[], of: keyof Took): number => percentile(took.map((one) => one[of]), 0.5);
const mean = (took: readonly Took[], of: keyof Took): number => took.reduce((sum, one) => sum + one[of], 0) / took.length;
const change = (before: number, after: number): string => `${before.toFixed(0)} → ${after.toFixed(0)} | ${(after / before).toFixed(2)}`;

async function main(): Promise<void> {
  if (values.before === "" || positionals.length === 0) throw new Error("--before must name another checkout that was built, and pages are to follow, such as /seams/seam-0");
  const engine = await startBenchEngine();
  const { db } = await openHistory(engine.env, { spans: SPANS, lastDaySpans: SPANS / 20, seams: Number(values.seams) });
  const env = { ...engine.env, CLICKHOUSE_DATABASE: databaseOf(SPANS) };
  const builds = await Promise.all([runDashboard(env, values.before), runDashboard(env)]);
  try {
    console.log("\n| page | by the clock, p50 ms, before → after | ratio | p95 | ratio | engine's processor ms | ratio | dashboard's | ratio |\n|---|---|---|---|---|---|---|---|---|");
    for (const path of positionals) {
      const took: [Took[], Took[]] = [[], []];
      for (let run = -WARM_UPS; run < RUNS; run += 1) for (const [index, build] of builds.entries()) {
        const one = await ask(build, path, engine.pid);
        if (run >= 0) took[index]?.push(one);
      }
      const [before, after] = took;
      const p95 = (of: readonly Took[]): number => percentile(of.map((one) => one.ms), 0.95);
      console.log(`| ${path} | ${change(median(before, "ms"), median(after, "ms"))} | ${change(p95(before), p95(after))} | ${change(mean(before, "engineMs"), mean(after, "engineMs"))} | ${change(mean(before, "dashboardMs"), mean(after, "dashboardMs"))} |`);
    }
    console.log(`\nload over one minute: ${(loadavg()[0] ?? 0).toFixed(1)}`);
  } finally {
    for (const build of builds) await build.stop();
    await db.close();
    await engine.stop();
  }
}

await main();
