import { readFileSync } from "node:fs";
import * as fc from "fast-check";
import { expect, test } from "vitest";
import { fitsGlob, fitsPath } from "./glob.ts";
import { parseRules } from "./parse-rules.ts";
import { redactText } from "./redact-text.ts";
import { createRedactor } from "./redactor.ts";

const problemsOf = (yaml: string): string[] => {
  const parsed = parseRules(yaml);
  return parsed.ok ? [] : parsed.problems;
};

test("the rules in the document are taken", () => {
  const document = readFileSync("docs/redaction.md", "utf8");
  const examples = [...document.matchAll(/```yaml\n([\s\S]*?)```/g)].map(([, yaml = ""]) => yaml);
  expect(examples.length).toBeGreaterThan(0);
  for (const yaml of examples) expect(parseRules(yaml)).toMatchObject({ ok: true });
});

test("an empty file has no rules, and detectors mask", () => {
  expect(parseRules("")).toEqual({ ok: true, rules: { fields: [], detectors: {} } });
});

test.each([
  ["rules:\n  - name: Bad Name\n    pointer: /a", "rules[0].name: expected a name of small letters, digits and hyphens, at most 40, that begins with a letter, found \"Bad Name\" (line 2)"],
  ["rules:\n  - name: email\n    pointer: /a", "rules[0].name: expected a name that no detector has, found \"email\" (line 2)"],
  ["rules:\n  - name: a\n    pointer: a/b", "rules[0].pointer: expected a JSON pointer such as /customer/email, in which * is any one member and ** any number of them, found \"a/b\" (line 3)"],
  ["rules:\n  - name: a\n    pointer: /**/b/**", "rules[0].pointer: expected at most one **, found \"/**/b/**\" (line 3)"],
  ["rules:\n  - name: a", "rules[0]: expected attributes, a pointer or a pattern: this rule would redact everything, found a mapping (line 2)"],
  ["rules:\n  - name: a\n    action: zap\n    pointer: /a", "rules[0].action: expected one of mask, hash, drop, found \"zap\" (line 3)"],
  ["rules:\n  - name: a\n    patern: x", "rules[0].patern: unknown; a rule has name, action, attributes, pointer, pattern, contains (line 3)"],
  ["detectors:\n  email: maybe", "detectors.email: expected one of off, mask, hash, drop, found \"maybe\" (line 2)"],
  ["rulez: []", "rulez: unknown; a file has rules and detectors (line 1)"],
])("%j is refused with its field, what was expected and the line", (yaml, problem) => {
  expect(problemsOf(yaml)).toContain(problem);
});

test("a detector that does not exist is named with those that do", () => {
  expect(problemsOf("detectors:\n  fone: off").join()).toMatch(/^detectors\.fone: .*phone/);
});

test.each(["(?=a)b", "(a)\\1", "(?<!x)y", "[", "a**", ".*", "x?", "((a{100}){100}){10}", "(a{1000}){5}"])("the pattern %s is refused with a reason", (pattern) => {
  expect(problemsOf(JSON.stringify({ rules: [{ name: "a", pattern }] })).join()).toMatch(/^rules\[0\]\.pattern: expected/);
});

test.each(["(a|a)+$", "^(a+)+$", "(.*a){12}$", "(a|aa)+b", "([a-z]+)*[0-9]"])("the pattern %s, which would run for ever elsewhere, ends", (pattern) => {
  const parsed = parseRules(JSON.stringify({ rules: [{ name: "a", pattern }] }));
  if (!parsed.ok) throw new Error(parsed.problems.join());
  const redactor = createRedactor({ key: "0123456789abcdef", rules: parsed.rules, sensitive: [] });
  expect(typeof redactText(`${"a".repeat(20_000)}!`, redactor)).toBe("string");
}, 30_000);

test("any text is refused in words or taken", () => {
  fc.assert(fc.property(fc.string(), (yaml) => {
    const parsed = parseRules(yaml);
    expect(parsed.ok || parsed.problems.length > 0).toBe(true);
  }));
});

test("a glob fits as its plain reading says, in time that a hostile one cannot stretch", () => {
  expect([fitsGlob("gen_ai.*.messages", "gen_ai.input.messages"), fitsGlob("gen_ai.*", "gen_ai"), fitsGlob("*a*b*", "xaybz"), fitsGlob("a", "ab")]).toEqual([true, false, true, false]);
  expect(fitsGlob("*a".repeat(100), "a".repeat(1000))).toBe(true);
  expect(fitsGlob(`${"*a".repeat(100)}b`, "a".repeat(1000))).toBe(false);
});

test("a path of a rule fits one level by * and any number by **", () => {
  expect([fitsPath(["a", "*", "c"], ["a", "b", "c"], "exact"), fitsPath(["**", "c"], ["a", "b", "c"], "exact"), fitsPath(["a"], ["a", "b"], "exact"), fitsPath(["a"], ["a", "b"], "within"), fitsPath([], ["a"], "exact")]).toEqual([true, true, false, true, false]);
});
