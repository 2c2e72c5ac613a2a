import { expect, test } from "vitest";
import { REQUIRED_PARTS } from "@/lib/model/contract.ts";
import type { ContractMode } from "@/lib/model/vocabulary.ts";
import { classesIn, classesUnder, judgeUnder } from "@/lib/testing/judge-drawing.ts";
import type { SchemaOutcome } from "./checks/check.ts";

const reported = (source = "", target = ""): string => `
    creator     |==    |  producer  handoff.id=h1  ${source}
    a:executor  |   == |  consumer  handoff.id=h1  ${target}`;
const INFERRED = `
    triage              |============|
      [transfer_to_billing] | ==     |  gen_ai.operation.name=execute_tool  gen_ai.tool.name=transfer_to_billing  gen_ai.tool.call.arguments={"order":"A-1"}
      billing           |     =====  |`;
const BROKEN: SchemaOutcome = { kind: "invalid", errors: [{ pointer: "/draft", keyword: "required", message: "is missing" }] };
const WITH_SCHEMA = { payload: { type: "object", required: ["draft"] } };
const DEADLINE = { deadline: "2s" };

test("a handoff without a contract says so, and one under a contract names version and mode", () => {
  expect(judgeUnder({ mode: "warn" }, reported())).toMatchObject([{ governedBy: { name: "task", version: "1.0.0", mode: "warn" }, findings: [] }]);
});

test("the contract's deadline makes late what is declared nowhere else; what the agents declare wins", () => {
  expect(classesIn(reported())).toEqual([]);
  expect(classesUnder({ deadline: "500ms" }, reported())).toEqual(["late"]);
  expect(classesUnder({ deadline: "500ms" }, reported("handoff.timeout=60"))).toEqual([]);
});

test("the contract's deadline, not the default of a minute, decides from when a handoff is lost, in every mode", () => {
  const picture = "creator |==    |  producer  handoff.id=h1  handoff.target.agent.name=executor";
  for (const mode of ["observe", "enforce"] as const) {
    expect(judgeUnder({ deadline: "1d", mode }, picture)).toMatchObject([{ verdict: "pending", failed: false }]);
    expect(judgeUnder({ ...DEADLINE, mode }, picture, { after: 10 })).toMatchObject([{ verdict: "lost", failed: true, findings: [{ class: "lost", severity: "error" }] }]);
  }
});

test("budget, confidence and capabilities of the contract stand in where the agents name none", () => {
  const terms = { budget: { tokens: 100 }, confidence: { min: 0.7 }, capabilities: ["publish"] };
  const told = "handoff.sent.tokens=150  handoff.confidence=0.5  handoff.capability.offered=draft";
  expect(classesUnder(terms, reported(told)).toSorted()).toEqual(["capability_mismatch", "low_confidence", "over_budget"]);
  expect(classesUnder(terms, reported(`${told}  handoff.budget.tokens=200  handoff.confidence.min=0.4  handoff.capability.required=draft`))).toEqual([]);
  expect(classesUnder(terms, reported())).toEqual([]);
});

test("what is accepted is the receiver's to say: its span, then the contract, then the sender", () => {
  const accepts = { accepts: "^2.0.0" };
  expect(classesUnder(accepts, reported("handoff.contract.version=1.3.0"))).toContain("version_mismatch");
  expect(classesUnder(accepts, reported("handoff.contract.version=1.3.0  handoff.contract.accepted_versions=^1.0.0"))).toContain("version_mismatch");
  expect(classesUnder(accepts, reported("handoff.contract.version=1.3.0", "handoff.contract.accepted_versions=^1.0.0"))).toEqual([]);
});

test("required parts are missed in a payload that was reported as JSON, and nowhere else", () => {
  const required = { required: [...REQUIRED_PARTS] };
  const missing = judgeUnder(required, reported('handoff.sent.payload={"draft":"hello"}'));
  expect(missing[0]?.findings.map((finding) => `${finding.class} ${finding.severity} ${finding.side}`)).toEqual([
    "intent_drift warning producer", "constraint_dropped warning producer", "rationale_missing warning producer",
  ]);
  expect(classesUnder(required, reported('handoff.sent.payload={"user_request":"x","constraints":[],"reasoning":"y"}'))).toEqual([]);
  expect(classesUnder(required, reported("handoff.sent.payload=Please refund A-1"))).toEqual([]);
  expect(classesUnder(required, reported())).toEqual([]);
  expect(classesUnder(required, INFERRED)).toEqual([]);
});

test("a gate of the contract must be passed, and its time runs out, for a handoff that its agents report", () => {
  const gate = { gate: { kind: "approval" as const, overdue: "2s" } };
  expect(classesUnder(gate, reported())).toEqual(["unapproved"]);
  expect(classesUnder(gate, reported("handoff.gate.required=false"))).toEqual(["unapproved"]);
  expect(classesUnder(gate, `${reported()}
    b:[gate]  |  =  |  handoff.id=h1  handoff.gate.type=approval  handoff.gate.status=approved`)).toEqual([]);
  expect(classesUnder(gate, INFERRED)).toEqual([]);
  const held = `
    creator     |==    |  producer  handoff.id=h1  handoff.target.agent.name=executor
    b:[gate]    |  =   |  handoff.id=h1  handoff.gate.type=approval  handoff.gate.status=pending`;
  expect(judgeUnder(gate, held, { after: 10 })).toMatchObject([{ verdict: "held", failed: true, findings: [{ class: "gate_overdue", severity: "error" }] }]);
});

test("an inferred handoff is held against the contract's schema and deadline, and the schema is named as the contract's", () => {
  const [handoff] = judgeUnder({ ...WITH_SCHEMA, deadline: "100ms" }, INFERRED, { schema: BROKEN });
  expect(handoff).toMatchObject({ rule: "T", schema: { origin: "contract" }, failed: true });
  expect(handoff?.findings.map((finding) => finding.class)).toEqual(["late", "schema_violation", "accepted_invalid"]);
});

const severities = (mode: ContractMode): unknown[] => {
  const [handoff] = judgeUnder({ ...WITH_SCHEMA, mode }, reported('handoff.sent.payload={"x":1}'), { schema: BROKEN });
  return [handoff?.failed, ...(handoff?.findings ?? []).map((finding) => `${finding.class} ${finding.severity}`)];
};

test("what the contract alone finds is info when observed, a warning when warned of, an error when enforced", () => {
  expect(severities("observe")).toEqual([false, "schema_violation info", "accepted_invalid info"]);
  expect(severities("warn")).toEqual([false, "schema_violation warning", "accepted_invalid warning"]);
  expect(severities("enforce")).toEqual([true, "schema_violation error", "accepted_invalid error"]);
});

test("what stands without the contract keeps its severity, however mild the contract's mode", () => {
  const [handoff] = judgeUnder({ deadline: "500ms", mode: "observe" }, reported("handoff.timeout=0.5"));
  expect(handoff?.findings).toMatchObject([{ class: "late", severity: "error" }]);
  const empty = judgeUnder({ ...WITH_SCHEMA, mode: "observe" }, reported('handoff.sent.payload={"x":1}', "handoff.received.size=0"), { schema: BROKEN });
  expect(empty[0]?.findings).toMatchObject([{ class: "payload_missing", severity: "error" }, { class: "schema_violation", severity: "info" }, {}]);
});

test("slower than the seam's objective is noted, and nothing more", () => {
  const [handoff] = judgeUnder({ latency: { p95: "200ms" } }, reported());
  expect(handoff).toMatchObject({ failed: false, findings: [{ class: "late", severity: "info", reason: "slower than the seam's objective" }] });
  expect(classesUnder({ latency: { p95: "30s" } }, reported())).toEqual([]);
});

test("text on a seam whose contract allows text is no format violation", () => {
  const prose = reported("handoff.sent.payload=Please refund A-1");
  expect(classesUnder({ payload: { type: "string" } }, prose)).toEqual([]);
  expect(classesUnder(WITH_SCHEMA, prose)).toEqual(["format_violation", "accepted_invalid"]);
});
