import type { Check } from "./check.ts";

/** Processed twice. */
export const duplicate: Check = {
  class: "duplicate",
  severity: "error",
  side: "consumer",
  demands: ["S2.110", "S2.112"],
  meaning: "One handoff was received and processed more than once: a refund issued twice, a post published twice.",
  rule: "Two or more separate spans of the target report the same `handoff.id` and the same `handoff.retry.attempt`, and none of them refused or failed.",
  fix: "Let the target remember the handoff ids (or `handoff.idempotency_key`) it has acted on, and answer a repeat with the first outcome.",
  lookalike: "A retry: the attempt number differs, or the first reception failed. A transport span with the agent's span inside it is one reception.",
  find: ({ evidence }) =>
    evidence.claims.receptions < 2
      ? []
      : [
          {
            message: `${evidence.target.name} processed it ${evidence.claims.receptions} times`,
            reason: "processed more than once",
            evidence: { receptions: String(evidence.claims.receptions) },
          },
        ],
};
