import type { Check } from "./check.ts";

/** More than there is room for. */
export const overBudget: Check = {
  class: "over_budget",
  severity: "error",
  side: "producer",
  demands: ["S3.18", "S3.20"],
  meaning: "More tokens were sent than the receiver has room for: something will be cut, or something else will be pushed out.",
  rule: "`handoff.sent.tokens` is above `handoff.budget.tokens` (the target's word comes before the source's, and the contract's `budget.tokens` stands in where neither says), or a side reports `handoff.budget.exceeded`. Where the count is the source's estimate (`handoff.tokens.method` = `estimate`), a finding is a warning.",
  fix: "Count before sending and fail there, or hand over by reference and let the target read what it needs.",
  lookalike: "A payload that fills its budget to the last token, and the tokens the model used (`gen_ai.usage.*`), which are no payload.",
  find: ({ evidence }) => {
    const { tokens, exceeded, estimated } = evidence.terms?.budget ?? { tokens: undefined, exceeded: false, estimated: false };
    const sent = evidence.sent?.tokens ?? undefined;
    const isAbove = tokens !== undefined && sent !== undefined && sent > tokens;
    if (!isAbove && !exceeded) return [];
    return [
      {
        message: isAbove ? `${sent} tokens sent${estimated ? " (estimated)" : ""}, ${tokens} allowed` : "reported to exceed its budget",
        reason: "more tokens than the budget",
        severity: estimated && !exceeded ? "warning" : "error",
        evidence: { sent: String(sent ?? ""), budget: String(tokens ?? "") },
      },
    ];
  },
};
