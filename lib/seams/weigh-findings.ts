import type { Finding } from "@/lib/model/handoff.ts";
import type { InvariantOutcome } from "@/lib/model/invariant.ts";
import { type ContractMode, type FindingClass, SEVERITIES, type Severity, type Verdict } from "@/lib/model/vocabulary.ts";
import type { InForce } from "./apply-contract.ts";
import { runChecks } from "./checks/all-checks.ts";
import type { SchemaOutcome } from "./checks/check.ts";
import type { Evidence } from "./evidence.ts";
import { verdictOf } from "./verdict.ts";

/** What judging by a contract needs beside the evidence that the contract was applied to: the evidence as it was before. */
export interface UnderContract {
  inForce: InForce;
  invariants: readonly InvariantOutcome[];
  without: { evidence: Evidence; schema: SchemaOutcome };
}

/** A handoff's evidence and what it came to, before it is judged. */
export interface Judged {
  evidence: Evidence;
  verdict: Verdict;
  schema: SchemaOutcome;
  now: bigint;
}

/** How grave a finding may be that nothing but the contract gives rise to. */
const GRAVEST: Record<ContractMode, Severity> = { observe: "info", warn: "warning", enforce: "error" };
/** Classes of a schema: where the contract's takes the place of a tool's, the tool's is still broken. */
const OF_SCHEMAS: readonly FindingClass[] = ["format_violation", "schema_violation", "accepted_invalid"];

/**
 * All findings on a handoff. Under a contract they are weighed by its mode: one that stands without the contract keeps its severity,
 * one that the contract alone gives rise to is at most info (observe), a warning (warn) or an error (enforce).
 */
export function weighFindings(judged: Judged, under: UnderContract | undefined): Finding[] {
  if (under === undefined) return runChecks({ ...judged, contract: undefined, invariants: [] });
  const { inForce, invariants, without } = under;
  const found = runChecks({ ...judged, contract: inForce, invariants });
  const standing = standingWithout(judged, without);
  const graveness = new Map(standing.map((finding) => [keyOf(finding), finding.severity]));
  const weighed = found.map((finding) => ({ ...finding, severity: weigh(finding.severity, graveness.get(keyOf(finding)), GRAVEST[inForce.contract.mode]) }));
  const known = new Set(found.map(keyOf));
  const ofTool = without.evidence.schema === judged.evidence.schema ? [] : standing.filter((finding) => OF_SCHEMAS.includes(finding.class) && !known.has(keyOf(finding)));
  return [...weighed, ...ofTool];
}

/** The deadline is the contract's in every mode: the default that it replaces was nobody's promise. */
function standingWithout({ evidence: { deadline }, now }: Judged, { evidence, schema }: UnderContract["without"]): Finding[] {
  const plain: Evidence = { ...evidence, deadline: deadline === undefined ? undefined : { at: deadline.at, declared: evidence.deadline?.declared === true } };
  return runChecks({ evidence: plain, verdict: verdictOf(plain, now), schema, now, contract: undefined, invariants: [] });
}

const keyOf = (finding: Finding): string => `${finding.class} ${finding.pointer}`;

const gravity = (severity: Severity): number => SEVERITIES.indexOf(severity);

function weigh(severity: Severity, without: Severity | undefined, gravest: Severity): Severity {
  const floor = without !== undefined && gravity(without) < gravity(gravest) ? without : gravest;
  return gravity(severity) < gravity(floor) ? floor : severity;
}
