import { firstAt } from "../legs.ts";
import type { Check } from "./check.ts";

/** Executed without the approval it needs. */
export const unapproved: Check = {
  class: "unapproved",
  severity: "error",
  side: "consumer",
  demands: ["S0.40"],
  meaning: "The source says that somebody must approve this first, and the target received it without any decision.",
  rule: "The source declares a gate (`handoff.gate.required` = `true`, or `handoff.gate.type` without a status), there is a `received` leg, the handoff is not held, and no side reports a decision (`handoff.gate.status` approved, rejected, modified, expired or bypassed). It heals when the decision is reported.",
  fix: "Let the target refuse whatever comes without the id of an approval, and look how it got past the gate: a second queue, a retry, a direct call.",
  lookalike: "A gate that was bypassed on record, a gate whose decision still waits (`held`), and a handoff that needs no approval.",
  find: ({ evidence, verdict }) => {
    const isDecided = firstAt(evidence.legs, "gate_decided") !== undefined;
    if (evidence.terms?.gate.required !== true || isDecided || verdict === "held" || firstAt(evidence.legs, "received") === undefined) return [];
    const isAsked = firstAt(evidence.legs, "gate_requested") !== undefined;
    return [
      {
        message: `${evidence.target.name} received it ${isAsked ? "before anybody had decided" : "and nobody was asked to approve it"}`,
        reason: isAsked ? "received before a decision" : "received without an approval request",
      },
    ];
  },
};
