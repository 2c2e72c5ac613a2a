import type { SeamCheck } from "./seam-check.ts";

/** Held together by convention and hope. */
export const noContract: SeamCheck = {
  class: "no_contract",
  severity: "info",
  side: "seam",
  demands: ["S1.20", "S2.128"],
  meaning: "Work is handed over here, and nothing says what the receiver needs, until when, who owns the seam and what happens when it fails.",
  rule: "Handoffs took place in the window (from one on), and no contract governs the seam now: none of the name they claim was pushed, and none claims the seam.",
  fix: "Have one proposed from the payloads that pass (`GET /api/v1/seams/{id}/proposal`), add owner, deadline and fallback, and push it; in mode `observe` it fails nothing.",
  lookalike: "A seam whose contract has no schema, and one without traffic.",
  find: ({ source, target, contract, handoffs }) =>
    contract !== undefined || handoffs === 0
      ? []
      : [{ message: `no contract says what ${target} needs from ${source}`, reason: "no contract", n: handoffs }],
};
