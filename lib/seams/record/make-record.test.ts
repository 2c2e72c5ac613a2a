import { createHash } from "node:crypto";
import * as fc from "fast-check";
import { expect, test } from "vitest";
import { ComplianceRecord } from "@/lib/model/compliance-record.ts";
import type { Handoff, Leg, Payload } from "@/lib/model/handoff.ts";
import { digestMarkOf, markOf } from "@/lib/model/redaction-mark.ts";
import type { Workflow } from "@/lib/model/workflow.ts";
import { makeStored } from "@/lib/testing/contract-rows.ts";
import { LOST_FINDING, makeHandoff } from "@/lib/testing/handoff-rows.ts";
import { canonicalText, makeRecord } from "./make-record.ts";
import { gatesIn } from "./record-handoff.ts";

const SECRET = "the payload itself";
const payload = (body: string): Payload => ({ body, mediaType: "application/json", hash: "ab".repeat(32), sizeBytes: body.length, tokens: null, from: "handoff.sent.payload" });
const leg = (kind: Leg["kind"], seconds: number, agent: string, claim: string): Leg => ({ kind, at: `${1_795_158_000 + seconds}000000000`, side: "gate", agent, claim, traceId: "", spanId: String(seconds) });

const HANDOFFS: Handoff[] = [
  makeHandoff({
    id: "second", startedAt: "2026-11-20T07:00:20.000000000Z", governedBy: { name: "task", version: "1.0.0", mode: "enforce" }, verdict: "lost", findings: [LOST_FINDING],
    legs: [leg("gate_decided", 65, "kim", "approved by kim"), leg("gate_requested", 60, "editor", "asks for approval")], incomplete: ["received.payload"],
  }),
  makeHandoff({
    id: "first", governedBy: { name: "task", version: "1.0.0", mode: "enforce" },
    sent: payload(`{"to":"${markOf("email", "0".repeat(16))}","cc":"${markOf("email", "1".repeat(16))}","key":"${digestMarkOf("2".repeat(16))}","text":"${SECRET}"}`), received: payload(""),
    findings: [{ ...LOST_FINDING, class: "schema_violation", severity: "warning", pointer: "/text", message: "too short", evidence: { value: SECRET } }],
    carried: { intent: { sent: "book a room", received: "book a room" }, constraints: { sent: ["budget < 100", "no smoking"], received: ["no smoking"] } },
  }),
];
const WORKFLOW: Workflow = {
  key: "case-1", kind: "handoff.correlation_id", otherKinds: [], tasks: ["case-1"], startedAt: "2026-11-20T07:00:12.123456789Z", endedAt: "2026-11-20T07:01:00.000000000Z", durationMs: 1,
  traces: [], tracesInAll: 0,
  joins: ["b", "a"].map((key) => ({ kind: "handoff.id", key, strength: "strong", traces: [{ traceId: "2", spans: 1 }, { traceId: "1", spans: 1 }], tracesInAll: 2 })), joinsInAll: 2,
  ambiguous: [], ambiguousInAll: 0, handoffs: [], handoffsInAll: 2, failed: 1, byVerdict: { lost: 1, delivered: 1 }, agents: ["worker", "planner"], services: [], origins: { list: [], inAll: 0 },
};
const CONTRACTS = [makeStored({ owner: { team: "works" } })];
const record = (changes: Partial<Workflow> = {}, handoffs: readonly Handoff[] = HANDOFFS) => makeRecord({ workflow: { ...WORKFLOW, ...changes }, handoffs, contracts: CONTRACTS });

test("handoffs stand in order, each with its contract and how it was kept, and no payload is in the record", () => {
  const made = record();
  expect(ComplianceRecord.parse(made)).toEqual(made);
  expect(made.handoffs.map((handoff) => [handoff.position, handoff.id, handoff.contract.result])).toEqual([[1, "first", "warned"], [2, "second", "kept"]]);
  expect(made.contracts).toEqual([{ name: "task", version: "1.0.0", mode: "enforce", hash: "hash of task 1.0.0", team: "works", pushedAt: "2026-01-01T00:00:00.000000000Z" }]);
  expect(canonicalText(made)).not.toContain(SECRET);
});

test("a payload is told by its digest, with what was redacted and whether its content was reported", () => {
  const { sent, received, returned } = record().handoffs[0]?.payloads ?? {};
  expect(sent).toMatchObject({ hash: "ab".repeat(32), present: true, redactions: [{ rule: "", count: 1 }, { rule: "email", count: 2 }] });
  expect(received).toMatchObject({ present: false, redactions: [] });
  expect(returned).toBeNull();
});

test("a gate tells who asked, who decided what and how long it took, however the legs came", () => {
  expect(record().handoffs[1]?.gates).toEqual([
    { askedAt: "2026-11-20T07:01:00.000000000Z", askedBy: "editor", question: "asks for approval", decidedAt: "2026-11-20T07:01:05.000000000Z", decidedBy: "kim", decision: "approved by kim", waitedMs: 5000 },
  ]);
});

test("a question without an answer stays open, and an answer to which nobody asked stands alone", () => {
  expect(gatesIn([leg("gate_requested", 1, "editor", "asks")])).toMatchObject([{ decidedAt: "", decision: "", waitedMs: null }]);
  expect(gatesIn([leg("gate_decided", 1, "kim", "approved")])).toMatchObject([{ askedAt: "", decidedBy: "kim", waitedMs: null }]);
});

test("which constraints and which intent were carried is told, the intent by its digest alone", () => {
  expect(record().handoffs[0]).toMatchObject({ constraints: { dropped: ["budget < 100"] }, intent: { kept: true } });
  expect(canonicalText(record())).not.toContain("book a room");
  expect(record().handoffs[1]?.intent.kept).toBeNull();
});

test("what is missing is named: evidence of a handoff, and handoffs that the record does not hold", () => {
  expect(record().missing).toEqual(["handoff 2 (planner to worker): received.payload"]);
  expect(record().complete).toBe(true);
  const cut = record({ handoffsInAll: 1200, tracesInAll: 3 });
  expect(cut.complete).toBe(false);
  expect(cut.missing.slice(0, 2)).toEqual(["1198 of 1200 handoffs of this workflow are not in this record", "3 of 3 traces of this workflow are not in this record"]);
});

test("the same evidence gives the same bytes, in whatever order it is read", () => {
  const text = canonicalText(record());
  fc.assert(
    fc.property(fc.shuffledSubarray(HANDOFFS, { minLength: 2 }), fc.shuffledSubarray(WORKFLOW.joins, { minLength: 2 }), fc.shuffledSubarray(WORKFLOW.agents, { minLength: 2 }), (handoffs, joins, agents) => {
      expect(canonicalText(record({ joins, agents }, handoffs))).toBe(text);
    }),
  );
});

test("the digest is sha256 over the canonical JSON of all the rest, and changes with any of it", () => {
  const made = record();
  const { digest, ...rest } = made;
  const text = canonicalText(made);
  const without = text.replace(/"digest":\{[^}]*\},/, "");
  expect(JSON.parse(without)).toEqual(rest);
  expect(createHash("sha256").update(without).digest("hex")).toBe(digest.value);
  expect(record({ failed: 2 }).digest.value).not.toBe(digest.value);
});
