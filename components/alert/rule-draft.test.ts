import * as fc from "fast-check";
import { expect, test } from "vitest";
import { AlertRuleDraft } from "@/lib/model/alert-rule.ts";
import { METRICS } from "@/lib/text/alert-words.ts";
import { readRuleForm, thresholdText } from "./rule-draft.ts";

function form(fields: Record<string, string | string[]>): FormData {
  const data = new FormData();
  const said: Record<string, string | string[]> = { name: "r", metric: "failure_rate", above: "5", by: "seam", severity: "warning", noData: "keep", ...fields };
  for (const [name, value] of Object.entries(said)) for (const one of [value].flat()) data.append(name, one);
  return data;
}

test("what the form says is a rule that the API takes", () => {
  const read = readRuleForm(form({ window: "10m", need: "2", of: "3", quantile: "0.99", channels: ["a", "b"], classes: ["lost"], labels: "team=core\ntier = 1", toOwner: "on", enabled: "on", source: "plan*" }));
  expect(read.ok && AlertRuleDraft.parse(read.draft)).toMatchObject({
    above: 0.05, window: "10m", need: 2, of: 3, quantile: 0.99, channels: ["a", "b"], classes: ["lost"], labels: { team: "core", tier: "1" }, toOwner: true, enabled: true, source: "plan*",
  });
});

test("what is left open has the API's defaults", () => {
  const read = readRuleForm(form({ window: "", every: "", source: "" }));
  expect(read.ok && AlertRuleDraft.parse(read.draft)).toMatchObject({ window: "5m", every: "15s", enabled: false });
});

test("every threshold that is shown is read back as it was", () => {
  fc.assert(
    fc.property(fc.constantFrom(...METRICS), fc.integer({ min: 0, max: 100_000 }), (metric, whole) => {
      const above = metric === "failure_rate" || metric === "silent_rate" ? whole / 100_000 : whole;
      const read = readRuleForm(form({ metric, above: thresholdText(metric, above) }));
      expect(read.ok && read.draft["above"]).toBe(above);
    }),
  );
});

test.each([["failure_rate", "a lot", "above"], ["latency", "30", "above"], ["lost", "", "above"]])("of %s %j is no threshold", (metric, above, field) => {
  expect(readRuleForm(form({ metric, above }))).toMatchObject({ ok: false, error: { field } });
});

test("a label without a value is refused by its field", () => {
  expect(readRuleForm(form({ labels: "team" }))).toMatchObject({ ok: false, error: { field: "labels" } });
});
