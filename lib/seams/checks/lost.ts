import type { Check } from "./check.ts";

/** Sent, never received. */
export const lost: Check = {
  class: "lost",
  severity: "error",
  side: "seam",
  demands: ["S0.4", "S0.5", "S0.20", "S0.25", "S1.9", "S2.22"],
  meaning: "The source handed over and the target never reported receiving. Both may have reported success: the work is in neither.",
  rule: "There is a `sent` leg, no `received` leg, and the deadline has passed: `handoff.deadline`, else `handoff.timeout`, else the default of 15 minutes, counted from the sending or from the gate's decision. What the framework itself says it dropped is lost at once. It heals when the reception arrives.",
  fix: "Look at the last proof of life: from there to the target lies the queue, table or message the work was put into. Give it a durable key that both sides know, and let the target confirm.",
  lookalike: "A handoff waiting at an open gate is `held`; one before its deadline is `pending`.",
  find: ({ evidence, verdict }) => {
    if (verdict !== "lost") return [];
    const last = evidence.legs.at(-1);
    return [
      {
        message: `${evidence.target.name} never received what ${evidence.source.name} handed over; last proof of life: ${last?.claim ?? "none"}`,
        reason: `no reception by ${evidence.target.name}`,
        evidence: { lastLeg: last?.kind ?? "", lastLegAt: last?.at ?? "", deadline: evidence.deadline?.at.toString() ?? "" },
      },
    ];
  },
};
