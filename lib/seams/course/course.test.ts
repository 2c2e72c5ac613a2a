import { expect, test } from "vitest";
import type { Leg } from "@/lib/model/handoff.ts";
import { makeHandoff } from "@/lib/testing/handoff-rows.ts";
import { attemptsAllowed, attemptsMade } from "./attempts-made.ts";
import { gateStops } from "./gate-stops.ts";
import type { CourseReport } from "./handoff-report.ts";

const S = 1_000_000_000n;
const leg = (kind: Leg["kind"], atS: bigint, spanId: string, claim = "", agent = "a"): Leg => ({ kind, at: String(atS * S), side: "source", agent, claim, traceId: "t", spanId });
const report = (spanId: string, startS: bigint, attributes: Record<string, string>, isError = false): CourseReport => ({
  traceId: "t", spanId, startUnixNano: startS * S, endUnixNano: (startS + 1n) * S, isError, error: isError ? "timed out" : "", attributes, gatePayloadBytes: 0,
});

test("attempts are numbered in order of time, with what became of each and the gap before it", () => {
  const handoff = makeHandoff({ legs: [leg("sent", 1n, "s1"), leg("sent", 5n, "s2"), leg("retried", 5n, "s2"), leg("received", 6n, "r2", "worker received it")] });
  const reports = [report("r2", 6n, { "handoff.retry.attempt": "1" }), report("s2", 5n, { "handoff.retry.attempt": "1", "handoff.retry.max": "2" }), report("s1", 1n, {}, true)];
  expect(attemptsMade(handoff, reports).map(({ number, gapMs, outcome, words }) => [number, gapMs, outcome, words])).toEqual([
    [1, null, "failed", "timed out"], [2, 4000, "received", "worker received it"],
  ]);
  expect(attemptsAllowed(reports)).toBe(3);
});

test("without numbers the legs tell of the attempts: all but the last one failed", () => {
  const handoff = makeHandoff({ legs: [leg("retried", 4n, "s"), leg("sent", 1n, "s"), leg("received", 6n, "r")] });
  expect(attemptsMade(handoff, []).map(({ outcome, gapMs }) => [outcome, gapMs])).toEqual([["failed", null], ["received", 3000]]);
  expect(attemptsAllowed([])).toBeNull();
  expect(attemptsMade(makeHandoff({ legs: [] }), [])).toEqual([]);
});

test("a gate tells what was asked and decided, the branch that was taken, and how long it waited", () => {
  const handoff = makeHandoff({ legs: [leg("gate_decided", 100n, "g", "rejected by mia", "mia"), leg("gate_requested", 40n, "g", "approval asked for", "desk")] });
  const told = {
    "handoff.gate.type": "approval", "handoff.gate.status": "rejected", "handoff.gate.timeout": "30", "handoff.gate.summary": "Refund of 900 €", "handoff.gate.proposed_action": "pay",
    "handoff.gate.question": "May it be paid?", "handoff.gate.options": '["approve: it is paid","reject: the case goes back"]', "handoff.gate.reason": "no receipt",
  };
  const [gate, ...others] = gateStops(handoff, [{ ...report("g", 40n, told), gatePayloadBytes: 1234 }], 500n * S);
  expect(others).toEqual([]);
  expect(gate).toMatchObject({
    type: "approval", askedBy: "desk", decidedBy: "mia", decision: "rejected by mia", waitedMs: 60_000, isOverdue: true, dueAt: "1970-01-01T00:01:10.000000000Z",
    summary: "Refund of 900 €", reason: "no receipt", reviewedBytes: 1234, missing: [],
    options: [{ words: "approve: it is paid", isChosen: false }, { words: "reject: the case goes back", isChosen: true }],
  });
});

test("an open gate counts until now and names the attributes that would tell more; a second request is a second stop", () => {
  const legs = [leg("gate_requested", 1n, "a"), leg("gate_decided", 2n, "a"), leg("gate_requested", 10n, "b")];
  const gates = gateStops(makeHandoff({ legs, verdict: "held", deadlineAt: "1970-01-01T00:00:20Z" }), [], 30n * S);
  expect(gates.map(({ waitedMs, decidedAt, isOverdue }) => [waitedMs, decidedAt === "", isOverdue])).toEqual([[1000, false, false], [20_000, true, true]]);
  expect(gates[1]?.missing).toEqual(["handoff.gate.summary", "handoff.gate.proposed_action", "handoff.gate.question", "handoff.gate.options"]);
});
