import { expect, test } from "vitest";
import { compareRuns, type Run } from "@/lib/seams/compare/compare-runs.ts";
import { LOST_FINDING, makeHandoff } from "@/lib/testing/handoff-rows.ts";
import { divergenceSentence, fieldWords, firstFailureSentence } from "./comparison-words.ts";

const agentRef = (name: string) => ({ name, version: "", type: "agent" as const, service: "" });
const handoff = (id: string, source: string, target: string, changes = {}) => makeHandoff({ id, source: agentRef(source), target: agentRef(target), ...changes });
const run = (...handoffs: Run["handoffs"]): Run => ({ head: { kind: "trace", id: "x", name: "run", startedAt: "", durationMs: 1, traces: 1, spans: 1, handoffs: handoffs.length, failed: 0, leftOut: [] }, agents: [], handoffs });
const LOST = { verdict: "lost", findings: [LOST_FINDING], failed: true };

test("the sentence names the first handoff that went otherwise, and passes over those that only took longer", () => {
  const slow = handoff("1", "planner", "writer", { latency: { totalMs: 9000, transitMs: null, gateMs: null, queueMs: null, workMs: null } });
  const compared = compareRuns(run(handoff("1", "planner", "writer", { latency: { ...slow.latency, totalMs: 10 } }), handoff("2", "writer", "legal")), run(slow, handoff("2", "writer", "legal", LOST)));
  expect(divergenceSentence(compared)).toBe("After 1 handoff alike they first differ at writer → legal: verdict delivered in A, lost in B; findings none in A, lost in B.");
  expect(firstFailureSentence(compared)).toBe("The first to fail in B and not in A: writer → legal, lost.");
});

test("a handoff of one run alone, and runs that are alike, are said plainly", () => {
  expect(divergenceSentence(compareRuns(run(), run(handoff("1", "a", "b"))))).toBe("They differ from the first handoff on: a → b took place in B only, delivered.");
  expect(divergenceSentence(compareRuns(run(), run()))).toBe("Neither run has a handoff.");
  expect(divergenceSentence(compareRuns(run(handoff("1", "a", "b")), run(handoff("2", "a", "b"))))).toBe("The one handoff went alike.");
  expect(fieldWords({ field: "work (ms)", a: "10", b: "2000" })).toBe("work 10 ms in A, 2 s in B");
});
