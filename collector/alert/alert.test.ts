import { setTimeout as sleep } from "node:timers/promises";
import { afterAll, afterEach, beforeEach, expect, test, vi } from "vitest";
import { saveRule } from "@/lib/commands/alerts/save-rule.ts";
import type { Database } from "@/lib/clickhouse/open-database.ts";
import { DEFAULT_RULES } from "@/lib/alerts/default-rules.ts";
import { AlertRuleDraft } from "@/lib/model/alert-rule.ts";
import { PROJECT } from "@/lib/model/project.ts";
import { readAlertRounds } from "@/lib/queries/alerts/read-rounds.ts";
import { drawTrace } from "@/lib/testing/draw-trace.ts";
import { spanToRow } from "@/lib/clickhouse/span-row.ts";
import { freshDatabase, type FreshDatabase } from "@/lib/testing/fresh-database.ts";
import { analyseTraces } from "../analyse/analyse-traces.ts";
import { createSchemaValidator } from "../analyse/schema-validator.ts";
import { type Alerter, startAlerter } from "./alert.ts";

const validator = createSchemaValidator();
const MINUTE_MS = 60_000;
let fresh: FreshDatabase;
let running: Alerter[];
/** How far the clock of the alerters is ahead of ours. */
let aheadMs: number;
beforeEach(async () => {
  fresh = await freshDatabase();
  [running, aheadMs] = [[], 0];
  for (const { name, metric, above } of DEFAULT_RULES) await saveRule(fresh.db, { project: PROJECT, draft: AlertRuleDraft.parse({ name, metric, above, enabled: false }) });
  await saveRule(fresh.db, { project: PROJECT, draft: AlertRuleDraft.parse({ name: "any lost", metric: "lost", above: 0, window: "1m", every: "5s", channels: [] }) });
});
afterEach(async () => {
  await Promise.all(running.map((alerter) => alerter.stop()));
  await fresh.dispose();
});
afterAll(() => validator.close());

function start(evaluator: string, db: Database = fresh.db, isLeader = () => true): Alerter {
  const share = { isShared: () => false, isLeader, now: () => BigInt(Date.now() + aheadMs) * 1_000_000n };
  const alerter = startAlerter({ db, project: PROJECT, evaluator, share, log: () => undefined });
  running.push(alerter);
  return alerter;
}

/** A handoff that is found lost at this moment. */
async function loseOne(): Promise<void> {
  const spans = drawTrace('a:creator |=  |  producer  handoff.id=h1  handoff.target.agent.name=executor  handoff.sent.payload={"n":1}');
  const now = BigInt(Date.now()) * 1_000_000n;
  await fresh.db.insert("spans", spans.map((span) => spanToRow(span, PROJECT)));
  await analyseTraces({ db: fresh.db, project: PROJECT, validator, deadlineMs: 1000, now, version: now, log: () => undefined, isRejudged: () => false }, spans.map(({ traceId }) => traceId));
}

/** What is to be told so far: of each notification its firing and event, as often as it is stored. */
async function told(): Promise<string[]> {
  const rows = await fresh.db.select("test", "SELECT event, firing_id AS firing FROM alert_transitions WHERE event != '' ORDER BY at, written_at", {});
  const names = new Map<string, number>();
  return rows.map((row) => {
    const firing = String(Reflect.get(Object(row), "firing"));
    names.set(firing, names.get(firing) ?? names.size + 1);
    return `${String(Reflect.get(Object(row), "event"))} ${names.get(firing)}`;
  });
}

const untilTold = (expected: string[]) => vi.waitFor(async () => expect(await told()).toEqual(expected), { timeout: 30_000, interval: 100 });

test("a rule that is crossed opens once, with the sample that shows it, and resolves once", async () => {
  start("one");
  await loseOne();
  await untilTold(["open 1"]);
  const [row] = await fresh.db.select("test", "SELECT message FROM alert_transitions", {});
  expect(JSON.parse(String(Reflect.get(Object(row), "message")))).toMatchObject({
    event: "open", rule: { name: "any lost", metric: "lost" }, seam: { source: "creator", target: "executor" }, value: 1, evidence: { class: "lost", samples: [{ handoffId: "h1", verdict: "lost" }] },
  });
  aheadMs += 3 * MINUTE_MS;
  await untilTold(["open 1", "resolve 1"]);
  await vi.waitFor(async () => expect((await readAlertRounds(fresh.db, { project: PROJECT }))[0]).toMatchObject({ evaluator: "one", error: "", firing: 0, instances: 0 }), { timeout: 30_000 });
}, 120_000);

test("another evaluator goes on from what is stored: what fires is not opened again, and is resolved", async () => {
  const first = start("one");
  await loseOne();
  await untilTold(["open 1"]);
  await first.stop();
  const second = start("two");
  await vi.waitFor(() => expect(second.snapshot().evaluations).toBeGreaterThan(0), { timeout: 30_000 });
  expect(await told()).toEqual(["open 1"]);
  aheadMs += 3 * MINUTE_MS;
  await untilTold(["open 1", "resolve 1"]);
}, 120_000);

test("two that both take themselves for the one who evaluates open and resolve once", async () => {
  start("one");
  start("two");
  await loseOne();
  await untilTold(["open 1"]);
  aheadMs += 3 * MINUTE_MS;
  await untilTold(["open 1", "resolve 1"]);
  await sleep(3000);
  expect(await told()).toEqual(["open 1", "resolve 1"]);
}, 120_000);

test("whoever is not the one who evaluates stores nothing", async () => {
  const idle = start("one", fresh.db, () => false);
  await loseOne();
  start("two");
  await untilTold(["open 1"]);
  expect(idle.snapshot()).toMatchObject({ isEvaluating: false, evaluations: 0 });
}, 120_000);

test.each(["stored", "not stored"])("an insert without an answer, of which the rows were %s, opens once", async (fate) => {
  let failed = 0;
  const unsure: Database = {
    ...fresh.db,
    async insert(table, rows, token, signal) {
      if (table !== "alert_transitions" || failed > 0) return fresh.db.insert(table, rows, token, signal);
      failed += 1;
      if (fate === "stored") await fresh.db.insert(table, rows, token, signal);
      throw new Error("no answer");
    },
  };
  const alerter = start("one", unsure);
  await loseOne();
  await untilTold(["open 1"]);
  await vi.waitFor(() => expect(alerter.snapshot()).toMatchObject({ failures: 1, lastError: "" }), { timeout: 30_000 });
  aheadMs += 3 * MINUTE_MS;
  await untilTold(["open 1", "resolve 1"]);
}, 120_000);

test("while the database does not answer nothing is evaluated, and that is recorded when it does again", async () => {
  let isAway = false;
  const away: Database = {
    ...fresh.db,
    select: (...asked) => (isAway ? Promise.reject(new Error("the database is away")) : fresh.db.select(...asked)),
  };
  const alerter = start("one", away);
  await vi.waitFor(() => expect(alerter.snapshot().evaluations).toBeGreaterThan(0), { timeout: 30_000 });
  isAway = true;
  await vi.waitFor(() => expect(alerter.snapshot()).toMatchObject({ lastError: "the database is away" }), { timeout: 30_000 });
  isAway = false;
  await loseOne();
  await untilTold(["open 1"]);
  expect((await readAlertRounds(fresh.db, { project: PROJECT })).map(({ error }) => error)).toContain("the database is away");
}, 120_000);
