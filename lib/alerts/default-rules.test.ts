import { expect, test } from "vitest";
import { ALERT_METRICS, AlertRuleDraft } from "@/lib/model/alert-rule.ts";
import { makeRule } from "@/lib/testing/alert-rules.ts";
import { DEFAULT_RULES, withDefaults } from "./default-rules.ts";
import { ruleIdOf } from "./rule-id.ts";

test("every shipped rule could be saved as it is, and has an id and a name of its own", () => {
  for (const { id: _, origin: _origin, savedAt: _savedAt, ...draft } of DEFAULT_RULES) expect(AlertRuleDraft.parse(draft)).toEqual(draft);
  expect(new Set(DEFAULT_RULES.map(({ id }) => id)).size).toBe(DEFAULT_RULES.length);
  expect(DEFAULT_RULES.map(({ name }) => ruleIdOf(name))).toEqual(DEFAULT_RULES.map(({ id }) => id));
});

test("without any configuration failures, silent failures, lost handoffs, gates, absence, news, budgets and the reconciler are watched", () => {
  const watched = new Set(DEFAULT_RULES.map(({ metric }) => metric));
  expect(ALERT_METRICS.filter((metric) => !watched.has(metric))).toEqual(["latency", "waiting_age"]);
});

test("a saved rule takes the place of the shipped one of its name", () => {
  const saved = makeRule({ name: "Lost handoffs", above: 3, enabled: false });
  const rules = withDefaults([saved, makeRule({ name: "own" })]);
  expect(rules).toHaveLength(DEFAULT_RULES.length + 1);
  expect(rules.filter(({ name }) => name === "Lost handoffs")).toEqual([saved]);
});
