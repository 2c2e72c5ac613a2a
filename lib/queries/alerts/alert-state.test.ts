import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { DEFAULT_RULES } from "@/lib/alerts/default-rules.ts";
import { worldOf } from "@/lib/alerts/rows.ts";
import { saveRule } from "@/lib/commands/alerts/save-rule.ts";
import { deleteRule } from "@/lib/commands/alerts/delete-rule.ts";
import { AlertRuleDraft } from "@/lib/model/alert-rule.ts";
import { PROJECT } from "@/lib/model/project.ts";
import { insertTransitions, makeTransition } from "@/lib/testing/firing-rows.ts";
import { freshDatabase, type FreshDatabase } from "@/lib/testing/fresh-database.ts";
import { readFiringCounts } from "./read-firing-counts.ts";
import { readAlertRounds, readLastRounds } from "./read-rounds.ts";
import { readRules, readRulesInForce } from "./read-rules.ts";
import { readSilences } from "./read-silences.ts";
import { readStates, readWorldRows } from "./read-states.ts";
import { readTransitionsMark } from "./read-transitions-mark.ts";
import { readWatchedSeams } from "./read-watched-seams.ts";

let fresh: FreshDatabase;
beforeAll(async () => {
  fresh = await freshDatabase();
});
afterAll(() => fresh.dispose());
beforeEach(async () => {
  for (const table of ["alert_transitions", "alert_rules", "alert_rounds"]) await fresh.db.run(`TRUNCATE TABLE ${table}`);
});

const about = { project: PROJECT };
const at = (seconds: number): string => new Date(Date.parse("2026-11-21T12:00:00Z") + seconds * 1000).toISOString();

test("without any configuration the shipped rules are in force; saving one changes it, deleting that brings it back", async () => {
  expect((await readRules(fresh.db, about)).map(({ id }) => id).toSorted()).toEqual(DEFAULT_RULES.map(({ id }) => id).toSorted());
  const draft = AlertRuleDraft.parse({ name: "Lost handoffs", metric: "lost", above: 7, enabled: false });
  await saveRule(fresh.db, { project: PROJECT, draft });
  const [shipped] = DEFAULT_RULES.filter(({ name }) => name === draft.name);
  expect((await readRules(fresh.db, about)).filter(({ name }) => name === draft.name)).toMatchObject([{ ...draft, id: shipped?.id, origin: "api" }]);
  await deleteRule(fresh.db, { project: PROJECT, name: draft.name });
  expect((await readRules(fresh.db, about)).filter(({ name }) => name === draft.name)).toEqual([shipped]);
});

test("a stored rule that can no longer be read is named and takes no other with it", async () => {
  const row = { project: PROJECT, rule_id: "x", origin: "api", saved_by: "", deleted: false };
  await fresh.db.insert("alert_rules", [{ ...row, name: "broken", rule: "{" }, { ...row, name: "Lost handoffs", rule: '{"metric":"luck"}' }]);
  const { rules, unreadable } = await readRulesInForce(fresh.db, about);
  expect(unreadable.toSorted()).toEqual(["Lost handoffs", "broken"]);
  expect(rules).toHaveLength(DEFAULT_RULES.length - 1);
});

test("of each instance the latest row counts, and one that is well again is not live", async () => {
  await insertTransitions(fresh.db, [
    makeTransition({ firingId: "f-1", at: at(0) }), makeTransition({ firingId: "f-1", at: at(10), state: "ok", event: "resolve" }),
    makeTransition({ seamId: "s-2", firingId: "", at: at(0), state: "pending", event: null, message: null }), makeTransition({ seamId: "s-2", firingId: "f-2", at: at(15) }),
  ]);
  expect((await readStates(fresh.db, about)).map(({ seamId, state, firingId }) => [seamId, state, firingId])).toEqual([["s-2", "firing", "f-2"]]);
});

test("alerts that fire are counted by seam: also what is too little to judge by now, not what is pending or well again", async () => {
  await insertTransitions(fresh.db, [
    makeTransition({ firingId: "f-1", at: at(0) }), makeTransition({ firingId: "f-1", at: at(10), state: "ok", event: "resolve" }),
    makeTransition({ seamId: "s-2", firingId: "f-2", at: at(0) }), makeTransition({ seamId: "s-2", detail: "other", firingId: "f-3", at: at(0) }),
    makeTransition({ seamId: "s-2", firingId: "f-2", at: at(20), state: "no_data", event: null, message: null }),
    makeTransition({ seamId: "s-3", firingId: "", at: at(0), state: "pending", event: null, message: null }), makeTransition({ seamId: "s-4", firingId: "", at: at(0), state: "no_data", event: null, message: null }),
  ]);
  expect(await readFiringCounts(fresh.db, about)).toEqual([{ seamId: "s-2", firing: 2 }]);
});

test("firings that ended untold are there until a summary of what held them back counts them", async () => {
  const untold = (firingId: string, seconds: number, suppressedBy: string) => makeTransition({ seamId: firingId, firingId, at: at(seconds), state: "ok", event: null, suppressedBy });
  await insertTransitions(fresh.db, [untold("f-1", 0, "silence:a"), untold("f-2", 5, "silence:b"), makeTransition({ ruleId: "", seamId: "", detail: "silence:a ops", firingId: "f-1", at: at(10), state: "ok", event: "suppressed" }), untold("f-3", 20, "silence:a")]);
  expect(worldOf(await readWorldRows(fresh.db, about)).untold.map(({ firingId }) => firingId)).toEqual(["f-2", "f-3"]);
});

test("the mark of transitions tells that something was stored", async () => {
  const ask = { ...about, nowMs: Date.parse(at(0)) };
  const [before] = await readTransitionsMark(fresh.db, ask);
  await insertTransitions(fresh.db, [makeTransition({ at: at(0) })]);
  const [after] = await readTransitionsMark(fresh.db, ask);
  expect([before?.rows, after?.rows]).toEqual([0, 1]);
});

test("for each interval it is known when rules were evaluated last, and a round that failed is none", async () => {
  const round = { project: PROJECT, evaluator: "c", duration_ms: 1, rules: 1, instances: 0, firing: 0, transitions: 0, error: "" };
  await fresh.db.insert("alert_rounds", [{ ...round, at: at(0), every_ms: [15_000, 60_000] }, { ...round, at: at(15), every_ms: [15_000] }, { ...round, at: at(30), every_ms: [], error: "no answer" }]);
  expect(await readLastRounds(fresh.db, about)).toEqual([{ everyMs: 15_000, atMs: Date.parse(at(15)) }, { everyMs: 60_000, atMs: Date.parse(at(0)) }]);
  expect((await readAlertRounds(fresh.db, about)).map(({ error }) => error)).toEqual(["no answer", "", ""]);
});

test("nothing is silenced, and no seam watched, where there is nothing", async () => {
  expect([await readSilences(fresh.db, about), (await readWatchedSeams(fresh.db, { ...about, at: new Date() })).size]).toEqual([[], 0]);
});
