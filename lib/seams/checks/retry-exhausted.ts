import type { Verdict } from "@/lib/model/vocabulary.ts";
import type { Check } from "./check.ts";

const GIVEN_UP: readonly Verdict[] = ["lost", "dead_lettered"];
const UNDECIDED: readonly Verdict[] = ["pending", "held", "recovered"];

/** No attempt left. */
export const retryExhausted: Check = {
  class: "retry_exhausted",
  severity: "error",
  side: "seam",
  demands: ["S2.60"],
  meaning: "The last attempt that the agents allow themselves failed as well: nobody will try again.",
  rule: "An attempt has reached `handoff.retry.max` (`handoff.retry.attempt` counts from 0, so this is the last retry), that attempt was refused or failed, or the handoff is lost or dead-lettered, and no attempt was completed.",
  fix: "See what the attempts have in common: the same payload refused each time needs a repair, not a retry. Give the last failure a fallback or a person.",
  lookalike: "A last attempt that went through, and a failure with attempts left.",
  find: ({ evidence, verdict }) => {
    const max = evidence.terms?.retryMax;
    const last = evidence.terms?.attempts.at(-1);
    if (max === undefined || last === undefined || last.number < 1 || last.number < max || UNDECIDED.includes(verdict)) return [];
    const isDone = verdict === "delivered" && evidence.legs.some((leg) => leg.kind === "completed" || leg.kind === "accepted");
    if (isDone || (!last.failed && !GIVEN_UP.includes(verdict))) return [];
    return [
      {
        message: `the last of ${last.number + 1} attempts failed as well`,
        reason: "the last attempt failed",
        evidence: { attempt: String(last.number), max: String(max) },
      },
    ];
  },
};
