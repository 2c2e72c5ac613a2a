import { expect, test } from "vitest";
import type { Origin } from "@/lib/model/origin.ts";
import { blastWords, originSentence } from "./origin-words.ts";

const BLAST = { handoffs: 3, agents: ["b", "c"], traces: 2, hops: 2, workMs: 4200, tokens: 1200, tokensToldBy: 2, runs: 4, handoffIds: [] };
const origin = (changes: Partial<Origin>): Origin => ({
  id: "h1 value /n", handoffId: "h1", seamId: "s", source: "a", target: "b", contract: "", defect: "value", class: "value_drift", pointer: "/n", what: "/n", place: "transit",
  before: "12.5", after: "12", certain: true, unknown: [], at: "", detectedAt: "", detectedBy: "h1", lagMs: 0, lastProofOfLife: null, inherited: [], blast: BLAST, ...changes,
});

test("an origin is told with the value there and after, and where it lies", () => {
  expect(originSentence(origin({}))).toBe("/n changed from “12.5” to “12” between a and b");
  expect(originSentence(origin({ place: "agent", before: null }))).toBe("/n first held “12” inside a, before it handed over to b");
  expect(originSentence(origin({ after: null }))).toBe("/n was “12.5” and got lost between a and b");
  expect(originSentence(origin({ defect: "payload", class: "lost" }))).toMatch(/^The payload was last proven to exist/);
});

test("a blast radius tells what is unknown of it", () => {
  expect(blastWords(BLAST)).toBe("3 later handoffs, up to 2 hops away; 2 agents; 2 traces; 4.2 s of work; 1,200 tokens (told by 2 of 4 runs)");
  expect(blastWords({ ...BLAST, tokens: null, workMs: null, tokensToldBy: 0 })).toMatch(/time at work not told; tokens not told$/);
  expect(blastWords({ ...BLAST, runs: 0 })).toBe("nothing ran on it");
});
