import * as fc from "fast-check";
import { expect, test } from "vitest";
import type { Finding } from "@/lib/model/handoff.ts";
import { makeContract, makeSeamFacts } from "@/lib/testing/seam-facts.ts";
import { runSeamChecks } from "./all-seam-checks.ts";
import type { SeamFacts, VersionSample } from "./seam-check.ts";

const bodies = (count: number, make: (index: number) => unknown): string[] => Array.from({ length: count }, (_, index) => JSON.stringify(make(index)));
const drift = (earlier: string[], later: string[], changes: Partial<SeamFacts> = {}): Finding[] =>
  runSeamChecks(makeSeamFacts({ contract: makeContract(), samples: [{ sourceVersion: "1.2.0", contractVersion: "", earlier, later }], ...changes }));
const text = (length: number): string => "x".repeat(length);

test("a list in one run and a text in the next is found, with how often each came", () => {
  const findings = drift(bodies(20, () => ({ subtasks: ["a", "b"] })), bodies(20, (index) => ({ subtasks: index < 5 ? "a, b" : ["a"] })));
  expect(findings).toMatchObject([{ class: "shape_drift", severity: "warning", side: "producer", pointer: "/subtasks", evidence: { list: "35", text: "5", n: "40", sourceVersion: "1.2.0" } }]);
});

test("a reasoning that was a paragraph and is now a word is found, with both lengths", () => {
  const findings = drift(bodies(30, (index) => ({ reasoning: text(500 + index) })), bodies(30, (index) => ({ reasoning: text(4 + (index % 5)) })));
  expect(findings).toMatchObject([{ pointer: "/reasoning", reason: "/reasoning has another length", evidence: { before: "514", after: "6" } }]);
});

test("a field that vanished is found once, and not once for each of its members", () => {
  const findings = drift(bodies(20, () => ({ a: 1, order: { id: "1", items: [{ sku: "x" }] } })), bodies(20, () => ({ a: 1 })));
  expect(findings.map((finding) => finding.reason)).toEqual(["/order vanished"]);
});

test("where the source tells no version it is no more than info", () => {
  const samples = [{ sourceVersion: "", contractVersion: "", earlier: bodies(20, () => ({ a: 1 })), later: bodies(20, () => ({ b: 1 })) }];
  expect(runSeamChecks(makeSeamFacts({ contract: makeContract(), samples })).map((finding) => finding.severity)).toEqual(["info", "info"]);
});

const each = (sourceVersion: string, all: string[]): VersionSample => ({ sourceVersion, contractVersion: "", earlier: all.slice(0, 20), later: all.slice(20) });

test("another shape under another version, nullable and optional fields, a schema that allows both, and a handful of payloads are none", () => {
  const [list, words] = [bodies(40, () => ({ s: ["a"] })), bodies(40, () => ({ s: "a" }))];
  expect(drift([], [], { samples: [each("1.0.0", list), each("1.1.0", words)] })).toEqual([]);
  expect(drift(bodies(20, (index) => ({ s: index % 2 === 0 ? null : "a", t: index })), bodies(20, (index) => ({ s: "b", ...(index % 3 === 0 ? {} : { t: index }) })))).toEqual([]);
  expect(drift(list, words, { contract: makeContract({ payload: { properties: { s: { type: ["array", "string"] } } } }) })).toEqual([]);
  expect(drift(list, words, { contract: makeContract({ payload: { properties: { s: { anyOf: [{}, {}] } } } }) })).toEqual([]);
  expect(drift(bodies(40, () => ({ "a/b": ["a"] })), bodies(40, () => ({ "a/b": "a" })), { contract: makeContract({ payload: { properties: { "a/b": { type: ["array", "string"] } } } }) })).toEqual([]);
  expect(drift(list.slice(0, 19), words)).toEqual([]);
  expect(drift(bodies(20, (index) => ({ items: index % 2 === 0 ? [1] : [1, "a"] })), bodies(20, (index) => ({ items: index % 2 === 0 ? [1] : [1, "a"] })))).toEqual([]);
});

test("payloads of one kind, however they are divided into two samples, have not drifted", () => {
  const anyPayload = fc.record({ id: fc.nat(), note: fc.option(fc.string({ maxLength: 300 })), tags: fc.array(fc.constantFrom("a", "b"), { maxLength: 4 }) });
  fc.assert(fc.property(fc.array(anyPayload, { minLength: 60, maxLength: 120 }), (payloads) => {
    const all = payloads.map((payload) => JSON.stringify(payload));
    expect(drift(all.filter((_, index) => index % 2 === 0), all.filter((_, index) => index % 2 === 1))).toEqual([]);
  }), { numRuns: 100 });
});

test("what is no JSON, deep, or full of odd keys is looked at without end nor harm", () => {
  const odd = Array.from({ length: 25 }, (_, index) => ["not json", `${"[".repeat(900)}${"]".repeat(900)}`, '{"__proto__":{"a":1},"a/b":"x"}'][index % 3] ?? "");
  expect(drift(odd, odd)).toEqual([]);
});
