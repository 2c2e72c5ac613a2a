import type { Carried, Handoff } from "@/lib/model/handoff.ts";
import { CANDIDATE_BELOW, type Verdict } from "@/lib/model/vocabulary.ts";
import type { SchemaOutcome } from "./checks/check.ts";
import type { Evidence } from "./evidence.ts";
import { latencyOf } from "./latency.ts";
import { clockDoubt } from "./clock-doubt.ts";
import { rfc3339Of } from "./moments.ts";
import { digestOf, hashOf } from "./payload/make-payload.ts";
import type { Terms } from "./terms.ts";
import { verdictOf } from "./verdict.ts";
import { type UnderContract, weighFindings } from "./weigh-findings.ts";

/** Verdicts under which a failure was stopped at the boundary, or nothing is decided yet. */
const CAUGHT: ReadonlySet<Verdict> = new Set(["rejected", "held", "dead_lettered", "recovered", "pending"]);

/** The seam a handoff is traffic of: project, both agents and the contract between them. */
const seamIdOf = (project: string, source: string, target: string, contract: string): string =>
  digestOf(JSON.stringify([project, source, target, contract])).slice(0, 16);

/** When a handoff began: its first leg, as RFC 3339 with nanoseconds. */
export const startOf = ({ legs }: Evidence): string => rfc3339Of(legs.map((leg) => BigInt(leg.at)).reduce((a, b) => (b < a ? b : a), BigInt(legs[0]?.at ?? 0)));

/** Evidence judged: verdict, findings, latency. `now` is unix nanoseconds; `under` is given when a contract has been applied to the evidence. */
export function conclude(project: string, evidence: Evidence, schema: SchemaOutcome, now: bigint, under?: UnderContract): Handoff {
  const candidate = evidence.confidence < CANDIDATE_BELOW;
  const verdict = verdictOf(evidence, now);
  const findings = candidate ? [] : weighFindings({ evidence, verdict, schema, now }, under);
  const failed = findings.some((finding) => finding.severity === "error");
  const dueAt = verdict === "held" ? evidence.terms?.gate.due?.at : evidence.deadline?.at;
  const times = evidence.legs.map((leg) => BigInt(leg.at));
  const { claims: _, terms: _terms, coordination: _coordination, schema: declared, deadline: _deadline, queueMs: _queue, clockSkewMs: _skew, workMs: _work, ...shared } = evidence;
  return {
    ...shared,
    seamId: seamIdOf(project, evidence.source.name, evidence.target.name, evidence.contract),
    candidate, verdict, findings, failed,
    silent: failed && !CAUGHT.has(verdict),
    latency: latencyOf(evidence),
    startedAt: startOf(evidence),
    endedAt: rfc3339Of(times.reduce((a, b) => (b > a ? b : a), times[0] ?? 0n)),
    deadlineAt: dueAt === undefined ? "" : rfc3339Of(dueAt),
    claimedConfidence: evidence.terms?.confidence.value ?? null,
    sent: evidence.sent ?? null,
    received: evidence.received ?? null,
    carried: carriedOf(evidence.terms),
    returned: evidence.returned ?? null,
    schema: declared === undefined ? null : { ...declared, hash: hashOf(declared.json) },
    incomplete: [...incompleteOf(evidence, schema), ...untoldInvariants(evidence, under)],
  };
}

const INTENT_LENGTH_MAX = 4000;

const said = (text: string | undefined, hash: string | undefined): string | null => text?.slice(0, INTENT_LENGTH_MAX) ?? hash ?? null;

function carriedOf(terms: Terms | undefined): Carried {
  const { intent, constraints } = terms ?? {};
  return {
    intent: { sent: said(intent?.text, intent?.hash), received: said(intent?.receivedText, intent?.receivedHash) },
    constraints: { sent: constraints === undefined || constraints.sent.length === 0 ? null : constraints.sent, received: constraints?.received ?? null },
  };
}

function incompleteOf(evidence: Evidence, schema: SchemaOutcome): string[] {
  const received = evidence.legs.some((leg) => leg.kind === "received");
  return [
    evidence.sent === undefined ? "sent.payload" : "",
    received && evidence.received === undefined ? "received.payload" : "",
    evidence.versions.source === "" ? "source.version" : "",
    received && evidence.versions.target === "" ? "target.version" : "",
    clockDoubt(evidence),
    schema.kind === "unusable" ? `schema: ${schema.why}` : "",
  ].filter((part) => part !== "");
}

/** Invariants nobody can tell of, once there was a reception to tell of. */
function untoldInvariants({ legs }: Evidence, under: UnderContract | undefined): string[] {
  if (under === undefined || !legs.some((leg) => leg.kind === "received")) return [];
  return under.invariants.filter(({ kind }) => kind === "unknown").map(({ name, why }) => `invariant ${name}: ${why}`);
}
