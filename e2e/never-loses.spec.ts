import { expect, test } from "@playwright/test";
import { openDatabase, type Database } from "../lib/clickhouse/open-database.ts";
import { readConfig } from "../lib/config/env.ts";
import { keepSending } from "../lib/testing/oracle/keep-sending.ts";
import { NO_BREACHES, Oracle } from "../lib/testing/oracle/oracle.ts";
import { startEngine } from "../scripts/engine/start-engine.ts";
import { childrenOf, type Process } from "./processes.ts";
import { startStack, type Stack } from "./start-stack.ts";

/** How often something is killed; more by `SEAMSCOPE_KILLS=200 npm run e2e never-loses`. */
const KILLS = Number(process.env.SEAMSCOPE_KILLS ?? 20);
const PAUSE_MS = { least: 200, most: 1500 };
const UP_AGAIN_WITHIN_MS = 60_000;

const VICTIMS = [
  { name: "collector", isIt: ({ command }: Process) => command.includes("dist/collector.mjs") },
  { name: "clickhouse", isIt: ({ command }: Process) => command.includes("dist/engine.mjs") },
  { name: "dashboard", isIt: ({ command }: Process) => command.includes("next") },
];

test(`what was acknowledged is stored once and unaltered, although collector, database and dashboard are killed ${KILLS} times under load`, async () => {
  test.setTimeout(120_000 + KILLS * 10_000);
  const stack = await startStack();
  const oracle = new Oracle();
  try {
    const sending = keepSending({ oracle, url: () => stack.otlpUrl, connections: 8, everyMs: 20 });
    const killed = await killAtRandom(stack);
    await untilAllAnswer(stack);
    await sending.stop();
    await untilSpoolIsEmpty(stack);
    console.log(`killed ${JSON.stringify(killed)}; ${JSON.stringify(oracle.counts)}; answers ${JSON.stringify([...sending.statuses])}`);
    expect([...sending.statuses.keys()].filter((status) => ![0, 200, 429, 503].includes(status))).toEqual([]);
    await stack.end();
    expect(oracle.counts.acknowledged).toBeGreaterThan(1000);
    expect(await withDatabase(stack.dataDir, (db) => oracle.compare(db))).toEqual(NO_BREACHES);
  } finally {
    await stack.stop();
  }
});

/** Kills something that is alive, again and again at random moments, each of them equally often; says what and how often. */
async function killAtRandom(stack: Stack): Promise<Record<string, number>> {
  const killed: Record<string, number> = {};
  const timesKilled = ({ name }: (typeof VICTIMS)[number]): number => killed[name] ?? 0;
  for (let kills = 0; kills < KILLS; ) {
    await new Promise((resolve) => setTimeout(resolve, PAUSE_MS.least + Math.random() * (PAUSE_MS.most - PAUSE_MS.least)));
    const victim = VICTIMS.toSorted((a, b) => timesKilled(a) - timesKilled(b) || Math.random() - 0.5)[0];
    const running = childrenOf(stack.supervisor.pid).find((child) => victim?.isIt(child) === true);
    if (victim === undefined || running === undefined) continue;
    process.kill(running.pid, "SIGKILL");
    killed[victim.name] = timesKilled(victim) + 1;
    kills += 1;
  }
  return killed;
}

/** Services that die again and again are started ever more slowly, so this may take half a minute. */
async function untilAllAnswer(stack: Stack): Promise<void> {
  for (const url of [`${stack.otlpUrl}/healthz`, `${stack.dashboardUrl}/api/v1/health`]) {
    await expect.poll(async () => (await fetch(url).catch(() => undefined))?.status, { timeout: UP_AGAIN_WITHIN_MS }).toBe(200);
  }
}

async function untilSpoolIsEmpty(stack: Stack): Promise<void> {
  const inSpool = async (): Promise<unknown> => {
    const metrics = await (await fetch(`${stack.otlpUrl}/metrics`)).text();
    return metrics.split("\n").filter((line) => line.includes('term="in_spool"')).map((line) => line.split(" ").at(-1));
  };
  await expect.poll(inSpool, { timeout: UP_AGAIN_WITHIN_MS }).toEqual(["0", "0"]);
}

/** Opens what a Seamscope that has ended left behind. */
async function withDatabase<Result>(dataDir: string, ask: (db: Database) => Promise<Result>): Promise<Result> {
  const engine = await startEngine({ dataDir });
  if (engine.kind === "failure") throw new Error(engine.message);
  const db = openDatabase(readConfig({ CLICKHOUSE_URL: engine.url, CLICKHOUSE_USER: engine.user, CLICKHOUSE_PASSWORD: engine.password }));
  try {
    return await ask(db);
  } finally {
    await db.close();
    await engine.stop();
  }
}
