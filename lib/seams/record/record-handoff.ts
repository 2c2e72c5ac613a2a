import { sha256 } from "@noble/hashes/sha2.js";
import { bytesToHex, utf8ToBytes } from "@noble/hashes/utils.js";
import type { ContractResult, PayloadDigest, RecordedGate, RecordedHandoff } from "@/lib/model/compliance-record.ts";
import { groupBy } from "@/lib/model/group-by.ts";
import type { Handoff, Leg, Payload } from "@/lib/model/handoff.ts";
import { marksIn } from "@/lib/model/redaction-mark.ts";
import type { FindingClass } from "@/lib/model/vocabulary.ts";
import { sortLegs } from "../legs.ts";
import { rfc3339Of } from "../moments.ts";

/** Classes that say how the terms of a contract were kept; what is lost or acted on twice is told by the verdict and its own finding. */
const OF_TERMS: ReadonlySet<FindingClass> = new Set([
  "format_violation", "schema_violation", "undeclared_field", "version_mismatch", "deprecated_version", "invariant_violation", "capability_mismatch",
  "late", "gate_overdue", "unapproved", "over_budget", "intent_drift", "constraint_dropped", "rationale_missing", "low_confidence", "accepted_invalid",
]);

/** One handoff of a record: digests stand where payloads were. */
export function recordHandoff(handoff: Handoff, position: number): RecordedHandoff {
  const { id, seamId, source, target, direction, startedAt, endedAt, deadlineAt, verdict, failed, silent, rule, confidence, versions, latency, joinedBy, warnings } = handoff;
  const legs = sortLegs(handoff.legs);
  return {
    position, id, seamId, source, target, direction, startedAt, endedAt, deadlineAt, verdict, failed, silent, rule, confidence, versions, latency, joinedBy, warnings,
    contract: { named: handoff.contract, governedBy: handoff.governedBy, result: resultOf(handoff), schema: handoff.schema === null ? null : { origin: handoff.schema.origin, hash: handoff.schema.hash } },
    gates: gatesIn(legs),
    legs: legs.map((leg) => ({ ...leg, at: rfc3339Of(BigInt(leg.at)) })),
    findings: handoff.findings.map(({ class: ofClass, severity, side, pointer, message }) => ({ class: ofClass, severity, side, pointer, message })),
    payloads: { sent: digestOf(handoff.sent), received: digestOf(handoff.received), returned: digestOf(handoff.returned) },
    intent: intentOf(handoff),
    constraints: constraintsOf(handoff),
    missing: handoff.incomplete,
  };
}

function resultOf({ governedBy, findings }: Handoff): ContractResult {
  if (governedBy === null) return "none";
  const severities = new Set(findings.filter((finding) => OF_TERMS.has(finding.class)).map((finding) => finding.severity));
  if (severities.has("error")) return "broken";
  return severities.has("warning") ? "warned" : severities.has("info") ? "noted" : "kept";
}

/** Each question at a gate with the answer that followed it; an answer to which nobody asked stands alone. */
export function gatesIn(legs: readonly Leg[]): RecordedGate[] {
  const gates: { asked: Leg | undefined; decided: Leg | undefined }[] = [];
  for (const leg of legs) {
    if (leg.kind === "gate_requested") gates.push({ asked: leg, decided: undefined });
    if (leg.kind !== "gate_decided") continue;
    const open = gates.find((gate) => gate.decided === undefined);
    if (open === undefined) gates.push({ asked: undefined, decided: leg });
    else open.decided = leg;
  }
  return gates.map(({ asked, decided }) => ({
    askedAt: asked === undefined ? "" : rfc3339Of(BigInt(asked.at)),
    askedBy: asked?.agent ?? "",
    question: asked?.claim ?? "",
    decidedAt: decided === undefined ? "" : rfc3339Of(BigInt(decided.at)),
    decidedBy: decided?.agent ?? "",
    decision: decided?.claim ?? "",
    waitedMs: asked === undefined || decided === undefined ? null : Number(BigInt(decided.at) - BigInt(asked.at)) / 1e6,
  }));
}

function digestOf(payload: Payload | null): PayloadDigest | null {
  if (payload === null) return null;
  const { body, ...kept } = payload;
  return { ...kept, present: body !== "", redactions: redactionsIn(body) };
}

function redactionsIn(body: string): PayloadDigest["redactions"] {
  const rules = marksIn(body).map(({ start, end }) => body.slice(start, end).split(":").slice(1, -1).join(":"));
  return [...groupBy(rules, (rule) => rule)].map(([rule, same]) => ({ rule, count: same.length })).toSorted((a, b) => (a.rule < b.rule ? -1 : 1));
}

function intentOf({ carried: { intent: { sent, received } } }: Handoff): RecordedHandoff["intent"] {
  return { sent: hashOf(sent), received: hashOf(received), kept: sent === null || received === null ? null : sent === received };
}

function constraintsOf({ carried: { constraints: { sent, received } } }: Handoff): RecordedHandoff["constraints"] {
  return { sent, received, dropped: received === null ? [] : (sent ?? []).filter((constraint) => !received.includes(constraint)) };
}

const hashOf = (text: string | null): string | null => (text === null ? null : bytesToHex(sha256(utf8ToBytes(text))));
