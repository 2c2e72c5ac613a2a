import * as fc from "fast-check";
import { expect, test } from "vitest";
import { ALERT_METRICS, ALERT_SEVERITIES, AlertRuleDraft } from "@/lib/model/alert-rule.ts";
import { FINDING_CLASSES } from "@/lib/model/vocabulary.ts";
import { parseRulesFile } from "./parse-rules-file.ts";
import { writeRulesYaml } from "./write-rule-yaml.ts";

const anyRule = fc.record({
  name: fc.string({ minLength: 1, maxLength: 40, unit: "grapheme" }).map((text) => text.replaceAll(/[\p{Cc}\p{Surrogate}]/gu, "").trim()).filter((text) => text !== ""),
  metric: fc.constantFrom(...ALERT_METRICS),
  above: fc.double({ min: 0, max: 1e9, noNaN: true }),
  severity: fc.constantFrom(...ALERT_SEVERITIES),
  classes: fc.uniqueArray(fc.constantFrom(...FINDING_CLASSES), { maxLength: 3 }),
  source: fc.option(fc.constantFrom("planner", "order*", "yes", "0x10"), { nil: undefined }),
  labels: fc.dictionary(fc.constantFrom("team", "tier", "null_"), fc.constantFrom("a", "true", "1e3", "")),
  enabled: fc.boolean(),
  minVolume: fc.integer({ min: 0, max: 1000 }),
});

test("a rule written as YAML and read back is the same rule", () => {
  fc.assert(
    fc.property(fc.uniqueArray(anyRule, { minLength: 1, maxLength: 5, selector: ({ name }) => name }), (drafts) => {
      const rules = drafts.map(({ source, ...draft }) => AlertRuleDraft.parse(source === undefined ? draft : { ...draft, source }));
      expect(parseRulesFile(writeRulesYaml(rules))).toMatchObject({ ok: true, rules });
    }),
  );
});

test("only what is not a default is written", () => {
  expect(writeRulesYaml([AlertRuleDraft.parse({ name: "r", metric: "lost", above: 0, window: "5m", severity: "critical" })])).toBe("rules:\n  - name: r\n    metric: lost\n    above: 0\n    severity: critical\n");
});

test("every problem is told with its path and line", () => {
  const text = "rules:\n  - name: a\n    metric: lots\n    above: -1\n  - name: b\n    metric: lost\n    above: 0\n    windw: 5m\nchannels: []\n";
  const parsed = parseRulesFile(text);
  expect(parsed.ok ? [] : parsed.problems.map(({ path, line }) => [path, line])).toEqual([["rules[0].metric", 3], ["rules[0].above", 4], ["rules[1].windw", 8], ["channels", 9]]);
});

test("a name that stands twice is refused at its second place", () => {
  const parsed = parseRulesFile('{"rules":[{"name":"a","metric":"lost","above":0},{"name":"a","metric":"lost","above":1}]}');
  expect(parsed).toMatchObject({ ok: false, problems: [{ path: "rules[1].name", message: expect.stringContaining("rules[0]") }] });
});

test.each([["", "a document"], ["rules: 5", "a list"], ["- 1", "a mapping"], ["a: &a [*a]", ""]])("%j is refused with a reason", (text, said) => {
  const parsed = parseRulesFile(text);
  expect(parsed.ok).toBe(false);
  expect(parsed.ok ? "" : JSON.stringify(parsed.problems)).toContain(said);
});

test("a thousand rules fit into one file", () => {
  const rules = Array.from({ length: 1000 }, (_, n) => AlertRuleDraft.parse({ name: `rule ${n}`, metric: "failure_rate", above: 0.05, source: `agent-${n}`, channels: ["ops"] }));
  expect(parseRulesFile(writeRulesYaml(rules))).toMatchObject({ ok: true, rules: { length: 1000 } });
});
