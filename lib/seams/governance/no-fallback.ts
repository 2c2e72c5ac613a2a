import { isIrreversible, type SeamCheck } from "./seam-check.ts";

/** Nothing to fall back on. */
export const noFallback: SeamCheck = {
  class: "no_fallback",
  severity: "info",
  side: "seam",
  demands: ["S1.10", "S1.27", "S2.50", "S2.118"],
  meaning: "The contract names neither an agent nor a person that takes over when the target is unavailable or refuses: what fails here has nowhere to go.",
  rule: "The contract in force now has no `fallback`, or one that names neither `agent` nor `owner`. Where the contract calls the stakes irreversible it is a warning. It rests on the contract alone, whatever the traffic.",
  fix: "Name an agent of reduced ability or a person under `fallback`, and see that the handoff to it is made without anybody's doing.",
  lookalike: "A fallback that exists and failed (`fallback_failed`, on the handoff), and a seam without any contract.",
  find: (facts) => {
    const { contract, handoffs } = facts;
    if (contract === undefined || contract.fallback?.agent !== undefined || contract.fallback?.owner !== undefined) return [];
    return [
      {
        message: `contract ${contract.contract} ${contract.version} names no fallback`,
        reason: "no fallback",
        severity: isIrreversible(facts) ? "warning" : "info",
        n: handoffs,
      },
    ];
  },
};
