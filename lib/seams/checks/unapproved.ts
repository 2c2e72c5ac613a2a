import { firstAt } from "../legs.ts";
import type { Evidence } from "../evidence.ts";
import type { Check, Found } from "./check.ts";

const isOverdue = ({ deadline, legs }: Evidence, now: bigint): boolean => firstAt(legs, "sent") !== undefined && deadline !== undefined && now > deadline.at;

const waiting = ({ source, target }: Evidence): Found => ({
  message: `what ${source.name} handed over waits for an approval that nobody was asked for, and ${target.name} never received it`,
  reason: "waiting without an approval request",
  side: "producer",
});

/** Executed without the approval it needs. */
export const unapproved: Check = {
  class: "unapproved",
  severity: "error",
  side: "consumer",
  demands: ["S0.40"],
  meaning: "The source says that somebody must approve this first, and the target received it without any decision, or it waits although nobody was asked.",
  rule: "The source declares a gate (`handoff.gate.required` = `true`, or `handoff.gate.type` without a status), or the contract does for a handoff that its agents report, there is a `received` leg, the handoff is not held, and no side reports a decision (`handoff.gate.status` approved, rejected, modified, expired or bypassed). Also when nobody was asked (`gate_requested`) and nobody received it by the deadline: a draft without an approval. It heals when the decision is reported.",
  fix: "Let the target refuse whatever comes without the id of an approval, and look how it got past the gate: a second queue, a retry, a direct call.",
  lookalike: "A gate that was bypassed on record, a gate whose decision still waits (`held`), and a handoff that needs no approval.",
  find: ({ evidence, verdict, now }) => {
    const isDecided = firstAt(evidence.legs, "gate_decided") !== undefined;
    if (evidence.terms?.gate.required !== true || isDecided || verdict === "held") return [];
    const isAsked = firstAt(evidence.legs, "gate_requested") !== undefined;
    if (firstAt(evidence.legs, "received") === undefined) return isAsked || !isOverdue(evidence, now) ? [] : [waiting(evidence)];
    return [
      {
        message: `${evidence.target.name} received it ${isAsked ? "before anybody had decided" : "and nobody was asked to approve it"}`,
        reason: isAsked ? "received before a decision" : "received without an approval request",
      },
    ];
  },
};
