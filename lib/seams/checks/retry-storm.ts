import { groupBy } from "@/lib/model/group-by.ts";
import type { Check } from "./check.ts";

/** The first attempt and five retries: what retry policies usually allow. Whoever goes beyond it with nothing changed only hopes. */
const SAME_ATTEMPTS_MAX = 6;

/** Again and again the same. */
export const retryStorm: Check = {
  class: "retry_storm",
  severity: "warning",
  side: "producer",
  demands: ["S1.29"],
  meaning: "The source sends the very same payload again and again: each attempt costs what the first one did, and nothing was changed that could make it succeed.",
  rule: `More than ${SAME_ATTEMPTS_MAX} attempts (\`handoff.retry.attempt\`) sent a payload of the same hash, by the source's own report.`,
  fix: "Let the refusal's reason decide: repair the payload and send it once more, or stop and ask. Cap the attempts with `handoff.retry.max` and wait longer between them.",
  lookalike: "Many attempts of which each sends something else: the source works on it. A few retries of an unreachable target.",
  find: ({ evidence }) => {
    const attempts = (evidence.terms?.attempts ?? []).filter((attempt) => attempt.sentHash !== "");
    const most = [...groupBy(attempts, (attempt) => attempt.sentHash).values()].reduce((longest, same) => Math.max(longest, same.length), 0);
    if (most <= SAME_ATTEMPTS_MAX) return [];
    return [{ message: `${most} attempts sent the same payload`, reason: "attempts with an unchanged payload", evidence: { attempts: String(most) } }];
  },
};
