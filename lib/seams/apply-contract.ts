import { type Contract, durationMs, type REQUIRED_PARTS } from "@/lib/model/contract.ts";
import type { Evidence } from "./evidence.ts";
import { firstAt, lastAt } from "./legs.ts";
import type { Deadline, Terms } from "./terms.ts";

/** The contract version that governs a handoff, and the version of it that was pushed last when the handoff began. */
export interface InForce {
  /** Its terms are those of the handoff. */
  contract: Contract;
  /** What the receiver takes and what is deprecated is its owner's latest word. */
  current: Contract;
}

const NO_TERMS: Terms = {
  attempts: [], retryMax: undefined, deadLetter: undefined, fallback: undefined,
  gate: { required: false, due: undefined },
  budget: { tokens: undefined, exceeded: false, estimated: false },
  intent: { text: undefined, hash: undefined, receivedText: undefined, receivedHash: undefined, preserved: undefined },
  constraints: { sent: [], received: undefined, violations: [] },
  rationale: { required: false, field: "", told: false },
  capability: { required: [], offered: [], matched: undefined },
  confidence: { value: undefined, min: undefined },
  effects: [],
};

/**
 * The evidence with what the agents left out filled in from the contract, so that the same checks judge by it. What they declare on
 * their spans wins, with two exceptions: what is accepted is the receiver's to say (its span, then the contract, then the sender),
 * and a sender cannot waive a gate. Of an inferred handoff nothing is filled in that only a report could tell: whether a gate was
 * passed, and what came along beside the payload.
 */
export function applyContract(evidence: Evidence, { contract, current }: InForce): Evidence {
  const { payload, version, mode } = contract;
  const isDeclared = evidence.schema?.origin === "declared";
  return {
    ...evidence,
    governedBy: { name: contract.contract, version, mode },
    schema: isDeclared || payload === undefined ? evidence.schema : { origin: "contract", json: JSON.stringify(payload) },
    versions: { ...evidence.versions, accepted: evidence.claims.receiverAccepts || current.accepts === undefined ? evidence.versions.accepted : [current.accepts] },
    deadline: deadlineUnder(evidence, contract),
    terms: termsUnder(evidence, contract),
  };
}

/** The contract's deadline runs as the default one would: from the last sending or the gate's decision. What was dropped is lost at once. */
function deadlineUnder({ deadline, legs }: Evidence, contract: Contract): Deadline | undefined {
  const [sent, decided] = [lastAt(legs, "sent"), lastAt(legs, "gate_decided")];
  const from = sent !== undefined && decided !== undefined && decided > sent ? decided : (sent ?? decided ?? firstAt(legs, "received"));
  if (deadline?.declared === true || from === undefined || (deadline !== undefined && deadline.at <= from)) return deadline;
  return after(from, contract.deadline) ?? deadline;
}

function after(from: bigint, duration: string | undefined): Deadline | undefined {
  const ms = duration === undefined ? undefined : durationMs(duration);
  return ms === undefined ? undefined : { at: from + BigInt(Math.round(ms * 1e6)), declared: true };
}

function termsUnder({ terms, legs, claims, sent, received }: Evidence, contract: Contract): Terms {
  const own = terms ?? NO_TERMS;
  const judged = claims.receivedReported ? received : sent;
  return {
    ...own,
    gate: terms === undefined || contract.gate === undefined ? own.gate : { required: true, due: gateDueUnder(own.gate.due, lastAt(legs, "gate_requested"), contract.gate.overdue) },
    budget: { ...own.budget, tokens: own.budget.tokens ?? contract.budget?.tokens },
    rationale: { ...own.rationale, required: own.rationale.required || (requiresPart(contract, "rationale") && isReported(judged?.from)) },
    capability: { ...own.capability, required: own.capability.required.length > 0 ? own.capability.required : (contract.capabilities ?? []) },
    confidence: { ...own.confidence, min: own.confidence.min ?? contract.confidence?.min },
  };
}

const gateDueUnder = (own: Deadline | undefined, asked: bigint | undefined, overdue: string | undefined): Deadline | undefined =>
  own?.declared === true || asked === undefined ? own : (after(asked, overdue) ?? own);

/** Whether the contract asks its senders for this part beside the payload. */
export const requiresPart = (contract: Contract, part: (typeof REQUIRED_PARTS)[number]): boolean => contract.required?.includes(part) === true;

/** Whether a side reported the payload itself; what was inferred from a framework's spans is not all that came along. */
export const isReported = (from: string | undefined): boolean => from?.startsWith("handoff.") === true;
