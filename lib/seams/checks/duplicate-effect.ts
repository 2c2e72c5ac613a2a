import type { Check } from "./check.ts";

/** Acted twice. */
export const duplicateEffect: Check = {
  class: "duplicate_effect",
  severity: "error",
  side: "consumer",
  demands: ["S1.25", "S2.111"],
  meaning: "The target acted twice on one and the same order: two refunds for one request.",
  rule: "Receptions of the handoff that went through report the same `handoff.idempotency_key` and different ids of what they did (`handoff.effect.id`, such as the number of the refund).",
  fix: "Store the key together with the effect, in one transaction, and answer a repeat with the effect that is stored.",
  lookalike: "A repeat that was answered with the first outcome reports the same `handoff.effect.id`; a first attempt that failed did nothing.",
  find: ({ evidence }) =>
    (evidence.terms?.effects ?? [])
      .filter(({ ids }) => ids.length > 1)
      .map(({ key, ids }) => ({
        message: `${evidence.target.name} acted ${ids.length} times on the key ${key}: ${ids.slice(0, 5).join(", ")}`,
        reason: "one key, several effects",
        evidence: { key, effects: ids.slice(0, 20).join(", ") },
      })),
};
