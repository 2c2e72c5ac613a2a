import { expect, test } from "vitest";
import type { Finding, Leg } from "@/lib/model/handoff.ts";
import type { FindingClass, LegKind } from "@/lib/model/vocabulary.ts";
import { FINDING_CLASSES, VERDICTS } from "@/lib/model/vocabulary.ts";
import { verdictSentence } from "./verdict-sentence.ts";

type Told = Parameters<typeof verdictSentence>[0];

const BASE: Told = {
  source: { name: "creator", version: "1.4", type: "agent", service: "newsroom" },
  target: { name: "executor", version: "2.0", type: "agent", service: "newsroom" },
  contract: "draft",
  direction: "forward",
  verdict: "delivered",
  failed: false,
  silent: false,
  latency: { totalMs: 2100, transitMs: null, gateMs: null, queueMs: null, workMs: null },
  deadlineAt: "",
  legs: [],
  findings: [],
  versions: { source: "1.4", target: "2.0", contract: "2.1.0", accepted: [] },
};
const leg = (kind: LegKind, agent: string, at: string, claim = ""): Leg => ({
  kind, agent, at: String(BigInt(Date.parse(at)) * 1_000_000n), claim, side: "source", traceId: "t", spanId: "s",
});
const finding = (of: FindingClass, severity: Finding["severity"] = "error"): Finding => ({
  class: of, severity, side: "producer", pointer: "", message: "The body is empty.", reason: "", evidence: {},
});
const tell = (changes: Partial<Told>) => verdictSentence({ ...BASE, ...changes });

test("a healthy handoff is told with its time, and with its work when that is known", () => {
  expect(tell({})).toBe("creator handed draft to executor, which received it after 2.1 s.");
  expect(tell({ contract: "", latency: { ...BASE.latency, totalMs: null } })).toBe("creator handed work to executor, which received it.");
  expect(tell({ legs: [leg("completed", "executor", "2026-11-20T07:00:00Z")], latency: { ...BASE.latency, workMs: 3000 } })).toBe(
    "creator handed draft to executor, which received it after 2.1 s and completed the work in 3 s.",
  );
  expect(tell({ direction: "return", contract: "" })).toBe("creator returned its result to executor, which received it after 2.1 s.");
});

test("a warning is named, but not told as a failure", () => {
  expect(tell({ findings: [finding("late", "warning")] })).toBe(
    "creator handed draft to executor, which received it after 2.1 s, with a warning: late.",
  );
});

test("what is only noted is no warning, and a gate beyond its time is said to be", () => {
  expect(tell({ findings: [finding("late", "warning"), finding("undeclared_field", "info")] })).toContain(", with a warning: late; noted: undeclared field.");
  expect(tell({ verdict: "held", failed: true, findings: [finding("gate_overdue")] })).toBe("creator handed draft to executor; it is held at a gate, beyond its time.");
});

test("a failure says what was wrong and whether anything stopped it", () => {
  expect(tell({ failed: true, silent: true, findings: [finding("payload_missing")] })).toBe(
    "creator handed draft to executor, which received it after 2.1 s, without its payload; nothing stopped it.",
  );
  expect(tell({ failed: true, findings: [finding("version_mismatch"), finding("schema_violation"), finding("schema_violation")] })).toBe(
    "creator handed draft to executor, which received it after 2.1 s, in a contract version it does not accept (2.1.0), and with schema violation; it was caught at the boundary.",
  );
});

test("a lost handoff is told with the last proof of life, in whatever order the legs came", () => {
  const legs = [leg("gate_decided", "brad", "2026-11-20T07:01:00Z"), leg("sent", "creator", "2026-11-20T06:00:00Z")];
  expect(tell({ verdict: "lost", failed: true, legs })).toBe(
    "creator handed draft to executor, which never received it; the last proof of life is “gate decided” by brad at 2026-11-20 07:01:00 UTC.",
  );
});

test("an orphan is told from the side that reported it", () => {
  expect(tell({ verdict: "orphan", failed: true })).toBe("executor received draft from creator, but creator never reported sending it.");
});

test("what is waiting says for whom and since when", () => {
  expect(tell({ verdict: "held", legs: [leg("gate_requested", "brad", "2026-11-20T06:00:00Z")] })).toBe(
    "creator handed draft to executor; it has been waiting for brad since 2026-11-20 06:00:00 UTC.",
  );
  expect(tell({ verdict: "pending", deadlineAt: "2026-11-20T07:15:00Z" })).toBe(
    "creator handed draft to executor, which has not received it yet; it is due by 2026-11-20 07:15:00 UTC.",
  );
});

test("a rejection gives the receiver's own reason", () => {
  expect(tell({ verdict: "rejected", failed: true, legs: [leg("rejected", "executor", "2026-11-20T06:00:00Z", "Field title is required.")] })).toBe(
    "creator handed draft to executor, which rejected it: Field title is required.",
  );
  expect(tell({ verdict: "rejected", failed: true, findings: [finding("format_violation")] })).toBe(
    "creator handed draft to executor, which rejected it: The body is empty.",
  );
});

test("a recovery says how", () => {
  expect(tell({ verdict: "recovered", legs: [leg("fell_back", "executor-lite", "2026-11-20T06:00:00Z")] })).toContain("recovered by falling back to executor-lite.");
  const twice = [leg("retried", "creator", "2026-11-20T06:00:00Z"), leg("retried", "creator", "2026-11-20T06:01:00Z")];
  expect(tell({ verdict: "recovered", legs: twice })).toContain("recovered by 2 retries.");
});

test("every verdict and every finding class makes one whole sentence", () => {
  for (const verdict of VERDICTS) {
    for (const findingClass of FINDING_CLASSES) {
      const sentence = tell({ verdict, failed: true, findings: [finding(findingClass)] });
      expect(sentence).toMatch(/^[^\n]+[^.]\.$/);
      expect(sentence).not.toMatch(/undefined|null|NaN| {2}/);
    }
  }
});
