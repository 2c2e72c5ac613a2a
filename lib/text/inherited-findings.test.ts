import { expect, test } from "vitest";
import type { Finding } from "@/lib/model/handoff.ts";
import type { Origin } from "@/lib/model/origin.ts";
import { originOfFinding } from "./inherited-findings.ts";

const finding = (changes: Partial<Finding>): Finding => ({ class: "schema_violation", severity: "error", side: "producer", pointer: "", message: "", reason: "", evidence: {}, ...changes });
const origin = (changes: Partial<Origin>): Origin => ({
  id: "o", handoffId: "h1", seamId: "", source: "a", target: "b", contract: "", defect: "value", class: "value_drift", pointer: "/order/amount", what: "", place: "transit", before: null, after: null,
  certain: true, unknown: [], at: "", detectedAt: "", detectedBy: "", lagMs: 0, lastProofOfLife: null, inherited: [],
  blast: { handoffs: 0, agents: [], traces: 0, hops: 0, workMs: null, tokens: null, tokensToldBy: 0, runs: 0, handoffIds: [] }, ...changes,
});

test("a finding is inherited when it is about the value, the constraint or the failure that began earlier, and not otherwise", () => {
  expect(originOfFinding(finding({ pointer: "/refund/amount" }), [origin({})])?.id).toBe("o");
  expect(originOfFinding(finding({ pointer: "/name" }), [origin({})])).toBeUndefined();
  expect(originOfFinding(finding({ class: "value_drift" }), [origin({})])).toBeUndefined();
  const limit = origin({ defect: "constraint", class: "constraint_dropped", what: "at most 100" });
  expect(originOfFinding(finding({ class: "constraint_dropped", evidence: { constraint: "At most 100" } }), [limit])?.id).toBe("o");
  expect(originOfFinding(finding({ class: "constraint_dropped", evidence: { constraint: "no refunds" } }), [limit])).toBeUndefined();
  expect(originOfFinding(finding({ class: "payload_missing" }), [origin({ defect: "payload", class: "lost" })])?.id).toBe("o");
});
