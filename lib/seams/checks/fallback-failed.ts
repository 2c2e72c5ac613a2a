import { type Fallback, hasFallbackFailed } from "../terms.ts";
import type { Check, Facts, Found } from "./check.ts";

/** People tell no spans: that nothing is heard of them proves nothing. */
const PERSON = /^(?:human|person|team|user)\s*:/i;

/** Plan B failed, too. */
export const fallbackFailed: Check = {
  class: "fallback_failed",
  severity: "error",
  side: "seam",
  demands: ["S2.118"],
  meaning: "The handoff fell back to whom it was meant to fall back to, and that failed as well: the work is with nobody.",
  rule: "A side reports `handoff.fallback.used`, and every reception by `handoff.fallback.owner` under the same `handoff.id` failed or refused, or the handoff was dead-lettered after all. When it is lost with nothing heard of the fallback agent, that is a warning.",
  fix: "Exercise the fallback as you exercise the agent: it is needed exactly when things are bad already. Let it take less than the agent it replaces.",
  lookalike: "A fallback that works under a handoff id of its own, and a person as the fallback: neither is expected to report here.",
  find: (facts) => {
    const fallback = facts.evidence.terms?.fallback;
    if (fallback === undefined) return [];
    if (hasFallbackFailed(fallback)) return [found(fallback, "refused it or failed")];
    return fallback.receptions.length === 0 ? unheardOf(facts, fallback) : [];
  },
};

function unheardOf({ verdict }: Facts, fallback: Fallback): Found[] {
  if (verdict === "dead_lettered") return [found(fallback, "did not take it: it was dead-lettered")];
  if (verdict !== "lost" || fallback.owner === "" || PERSON.test(fallback.owner)) return [];
  return [{ ...found(fallback, "never reported receiving it"), severity: "warning" }];
}

const found = (fallback: Fallback, what: string): Found => ({
  message: `the fallback ${fallback.owner || "agent"} ${what}`,
  reason: `fallback ${fallback.owner} ${what}`.replace("  ", " "),
  evidence: { owner: fallback.owner, reason: fallback.reason },
});
