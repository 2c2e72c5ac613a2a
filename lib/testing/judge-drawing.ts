import type { z } from "zod";
import type { Handoff } from "@/lib/model/handoff.ts";
import type { FindingClass } from "@/lib/model/vocabulary.ts";
import { evaluateInvariant } from "@/lib/contracts/cel/evaluate-cel.ts";
import { Contract } from "@/lib/model/contract.ts";
import { applyContract } from "@/lib/seams/apply-contract.ts";
import type { SchemaOutcome } from "@/lib/seams/checks/check.ts";
import { conclude } from "@/lib/seams/conclude.ts";
import type { Evidence } from "@/lib/seams/evidence.ts";
import { invariantFactsOf } from "@/lib/seams/invariant-facts.ts";
import { searchTraces } from "@/lib/seams/search-traces.ts";
import { drawnAt, drawTrace } from "./draw-trace.ts";

const DEADLINE_MS = 60_000;

/** The handoffs of a drawn trace, judged `after` seconds; the default deadline is a minute. */
export const judgeDrawing = (picture: string, after = 3600, schema: SchemaOutcome = { kind: "none" }): Handoff[] =>
  inOrder(evidenceIn(picture).map((one) => conclude("test", one, schema, drawnAt(after))));

/** How a drawn trace is judged under a contract; `schema` is what validating by the contract's schema gave. */
interface UnderOptions {
  after?: number;
  schema?: SchemaOutcome;
  /** The version pushed last, where it is another one. */
  current?: z.input<typeof Contract>;
}

/** The handoffs of a drawn trace, each judged under the contract, which is enforced unless it says otherwise. */
export function judgeUnder(contract: Partial<z.input<typeof Contract>>, picture: string, { after = 3600, schema = { kind: "none" }, current }: UnderOptions = {}): Handoff[] {
  const parsed = Contract.parse({ contract: "task", version: "1.0.0", mode: "enforce", ...contract });
  const inForce = { contract: parsed, current: current === undefined ? parsed : Contract.parse(current) };
  return inOrder(evidenceIn(picture).map((evidence) => {
    const invariants = (parsed.invariants ?? []).map((invariant) => evaluateInvariant(invariant, invariantFactsOf(evidence)));
    const without = { evidence, schema: evidence.schema?.origin === "declared" ? schema : { kind: "none" as const } };
    return conclude("test", applyContract(evidence, inForce), schema, drawnAt(after), { inForce, invariants, without });
  }));
}

function evidenceIn(picture: string): Evidence[] {
  const spans = drawTrace(picture);
  const search = searchTraces(spans, DEADLINE_MS);
  const evidence = [...new Set(spans.map((span) => span.traceId))].flatMap((traceId) => search.handoffsIn(traceId));
  return [...new Map(evidence.map((one) => [one.id, one])).values()];
}

const inOrder = (handoffs: Handoff[]): Handoff[] => handoffs.toSorted((a, b) => (a.startedAt < b.startedAt ? -1 : 1));

/** Finding classes of all handoffs in a drawn trace, in order, each as often as it was found. */
export const classesIn = (...drawing: Parameters<typeof judgeDrawing>): FindingClass[] =>
  judgeDrawing(...drawing).flatMap((handoff) => handoff.findings.map((finding) => finding.class));

/** The same under a contract. */
export const classesUnder = (...drawing: Parameters<typeof judgeUnder>): FindingClass[] =>
  judgeUnder(...drawing).flatMap((handoff) => handoff.findings.map((finding) => finding.class));
