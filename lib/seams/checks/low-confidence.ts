import type { Check } from "./check.ts";

/** Unsure, and nobody stopped it. */
export const lowConfidence: Check = {
  class: "low_confidence",
  severity: "warning",
  side: "consumer",
  demands: ["S3.30"],
  meaning: "The source was less sure than was agreed to be enough, and the target went on all the same.",
  rule: "`handoff.confidence` of the source is below `handoff.confidence.min` (the target's word comes before the source's, and the contract's `confidence.min` stands in where neither says), and the verdict is `delivered`.",
  fix: "Below the threshold let the handoff go to a person or a stronger agent; the number is worthless if nobody acts on it.",
  lookalike: "A low confidence that was refused, held at a gate or sent to a fallback, and one for which nobody declared a threshold.",
  find: ({ evidence, verdict }) => {
    const { value, min } = evidence.terms?.confidence ?? { value: undefined, min: undefined };
    if (verdict !== "delivered" || value === undefined || min === undefined || value >= min) return [];
    return [
      {
        message: `handed over with confidence ${value}, at least ${min} is required`,
        reason: `confidence below ${min}`,
        evidence: { confidence: String(value), min: String(min) },
      },
    ];
  },
};
