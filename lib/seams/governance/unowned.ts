import type { SeamCheck } from "./seam-check.ts";

/** Nobody's seam. */
export const unowned: SeamCheck = {
  class: "unowned",
  severity: "info",
  side: "seam",
  demands: ["S1.8", "S2.14", "S2.103"],
  meaning: "The seam has a contract, and the contract names no owner: when a handoff fails, each side points at the other.",
  rule: "The contract in force now has no `owner`. It rests on the contract alone, whatever the traffic.",
  fix: "Name the team, how to reach it, and the ownership model (`downstream`, `platform` or `joint`) under `owner`.",
  lookalike: "A seam without any contract: that is `no_contract`, which says as much and more.",
  find: ({ contract, handoffs }) =>
    contract === undefined || contract.owner !== undefined ? [] : [{ message: `contract ${contract.contract} ${contract.version} names no owner`, reason: "no owner", n: handoffs }],
};
