import { expect, test } from "vitest";
import { makeContract, makeSeamFacts } from "@/lib/testing/seam-facts.ts";
import { runSeamChecks } from "./all-seam-checks.ts";
import type { GateDecision, SeamFacts } from "./seam-check.ts";

const found = (changes: Partial<SeamFacts>): string[] => runSeamChecks(makeSeamFacts(changes)).map((finding) => `${finding.class} ${finding.severity} n=${finding.evidence["n"]}`);

test("no_contract: traffic that no contract governs; not a seam with a bare contract, nor one without traffic", () => {
  expect(found({ handoffs: 1 })).toEqual(["no_contract info n=1"]);
  expect(found({ contract: makeContract() })).toEqual([]);
  expect(found({ handoffs: 0 })).toEqual([]);
});

test("unowned: a contract that names no owner; not a seam without any contract", () => {
  expect(found({ contract: makeContract({ owner: undefined }) })).toEqual(["unowned info n=100"]);
  expect(found({ handoffs: 0 })).toEqual([]);
});

test("no_fallback: a contract that names neither agent nor person, graver where nothing can be taken back; either of them is one", () => {
  expect(found({ contract: makeContract({ fallback: undefined }) })).toEqual(["no_fallback info n=100"]);
  expect(found({ contract: makeContract({ fallback: {}, gate: { kind: "approval", stakes: "irreversible" } }) })).toEqual(["no_fallback warning n=100"]);
  expect(found({ contract: makeContract({ fallback: { agent: "executor-lite" } }) })).toEqual([]);
});

const IRREVERSIBLE = makeContract({ stakes: "irreversible" });

test("ungated_irreversible: handoffs got through without a gate; none is declared and nothing has passed yet", () => {
  expect(found({ contract: IRREVERSIBLE, arrived: { looked: 50, gated: 48 } })).toEqual(["ungated_irreversible error n=50"]);
  expect(found({ contract: IRREVERSIBLE })).toEqual(["ungated_irreversible warning n=0"]);
});

test("ungated_irreversible: not where the contract declares a gate, all passed one, or it can be taken back", () => {
  expect(found({ contract: makeContract({ gate: { kind: "approval", stakes: "irreversible" } }), arrived: { looked: 50, gated: 0 } })).toEqual([]);
  expect(found({ contract: IRREVERSIBLE, arrived: { looked: 50, gated: 50 } })).toEqual([]);
  expect(found({ contract: makeContract({ stakes: "reversible" }), arrived: { looked: 50, gated: 0 } })).toEqual([]);
});

/** A page of text takes more than a minute to read; it was approved after three seconds. */
const HASTY: GateDecision = { approved: true, byPolicy: false, reviewMs: 3000, payloadChars: 3000 };
const decisions = (...parts: [number, Partial<GateDecision>][]): Partial<SeamFacts> => ({
  contract: makeContract(),
  decisions: parts.flatMap(([count, change]) => Array.from({ length: count }, () => ({ ...HASTY, ...change }))),
});

test("rubber_stamp: nearly everything is approved, half of it or more faster than it can be read", () => {
  expect(found(decisions([20, {}]))).toEqual(["rubber_stamp warning n=20"]);
  expect(found(decisions([11, {}], [9, { reviewMs: 600_000 }], [1, { approved: false }]))).toEqual(["rubber_stamp warning n=21"]);
});

test("rubber_stamp: not a policy, nor a gate that refuses, nor one that takes its time, nor short payloads, nor a handful of decisions", () => {
  expect(found(decisions([50, { byPolicy: true }]))).toEqual([]);
  expect(found(decisions([18, {}], [2, { approved: false }]))).toEqual([]);
  expect(found(decisions([20, { reviewMs: 70_000 }]))).toEqual([]);
  expect(found(decisions([20, { payloadChars: 150, reviewMs: 500 }]))).toEqual([]);
  expect(found(decisions([20, { payloadChars: null }]))).toEqual([]);
  expect(found(decisions([19, {}]))).toEqual([]);
});
