import { recordedSpans } from "@/lib/testing/recorded-spans.ts";
import { expect, test } from "vitest";
import { evaluateInvariant } from "@/lib/contracts/cel/evaluate-cel.ts";
import { Contract, REQUIRED_PARTS } from "@/lib/model/contract.ts";
import type { Handoff } from "@/lib/model/handoff.ts";
import { CAPTURES } from "@/lib/testing/read-capture.ts";
import { applyContract } from "./apply-contract.ts";
import { conclude } from "./conclude.ts";
import { invariantFactsOf } from "./invariant-facts.ts";
import { searchTraces } from "./search-traces.ts";

const NOW = 1_795_300_000_000_000_000n;

/** Asks for everything that a framework's own spans cannot tell, and for nothing that a healthy run breaks. */
const DEMANDING = Contract.parse({
  contract: "demanding", version: "1.0.0", mode: "enforce", accepts: "^1.0.0", deprecated: { below: "1.0.0" }, required: [...REQUIRED_PARTS],
  invariants: [{ name: "total survives", cel: "sent.total == received.total" }], deadline: "1h", budget: { tokens: 1 },
  gate: { kind: "approval", overdue: "1s", stakes: "irreversible" }, confidence: { min: 0.9 }, capabilities: ["publish"],
});
const IN_FORCE = { contract: DEMANDING, current: DEMANDING };

const findingsOf = (handoff: Handoff): string[] => (handoff.candidate ? [] : handoff.findings.map((finding) => `${handoff.id} ${finding.class} ${finding.message}`));

test.each(CAPTURES)("%s: a contract raises nothing about what the telemetry does not tell", (capture) => {
  const spans = recordedSpans(capture);
  const search = searchTraces(spans, 900_000);
  const evidence = [...new Set(spans.map((span) => span.traceId))].flatMap((traceId) => search.handoffsIn(traceId));
  const schema = { kind: "none" } as const;
  const under = evidence.map((one) => {
    const invariants = (DEMANDING.invariants ?? []).map((invariant) => evaluateInvariant(invariant, invariantFactsOf(one)));
    return conclude("test", applyContract(one, IN_FORCE), schema, NOW, { inForce: IN_FORCE, invariants, without: { evidence: one, schema } });
  });
  expect(under.filter((handoff) => handoff.governedBy !== null).length).toBeGreaterThan(0);
  expect(under.flatMap(findingsOf)).toEqual(evidence.map((one) => conclude("test", one, schema, NOW)).flatMap(findingsOf));
});
