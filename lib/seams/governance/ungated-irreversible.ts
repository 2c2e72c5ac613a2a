import { isIrreversible, type SeamCheck } from "./seam-check.ts";

/** Done before anybody could say no. */
export const ungatedIrreversible: SeamCheck = {
  class: "ungated_irreversible",
  severity: "error",
  side: "seam",
  demands: ["S2.91", "S2.90"],
  meaning: "What the target does cannot be taken back (a refund, a cancellation, a publication), and no gate stands before it.",
  rule: "The contract in force now calls the stakes `irreversible` and declares no `gate`. Of the latest handoffs that arrived in the window (200 at most) those without a decision at a gate are counted: with one or more it is an error, with no traffic a warning.",
  fix: "Put a gate before the target and declare it under `gate` in the contract: each handoff that gets past it is then found as `unapproved`. A policy that decides by rule is a gate, too.",
  lookalike: "A seam on which every handoff did pass a gate though its contract does not ask for one, and stakes that the contract calls `reversible`.",
  find: (facts) => {
    const { contract, arrived, target } = facts;
    if (!isIrreversible(facts) || contract === undefined || contract.gate !== undefined) return [];
    const ungated = arrived.looked - arrived.gated;
    if (arrived.looked > 0 && ungated === 0) return [];
    return [
      {
        message: ungated === 0 ? `what ${target} does cannot be taken back, and the contract declares no gate` : `${ungated} of ${arrived.looked} handoffs reached ${target} without a decision at a gate, and what it does cannot be taken back`,
        reason: "irreversible without a gate",
        severity: ungated === 0 ? "warning" : "error",
        evidence: { arrived: String(arrived.looked), gated: String(arrived.gated) },
        n: arrived.looked,
      },
    ];
  },
};
