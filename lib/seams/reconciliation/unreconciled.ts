import type { Finding } from "@/lib/model/handoff.ts";
import type { Explanation } from "../checks/check.ts";

/** The reconciler records a run at least once a minute; three missed ones are no accident. */
const ABSENT_AFTER_MS = 3 * 60_000;

/** What is known of the reconciler: its last good run and what it has left undone. Times are unix milliseconds. */
export interface ReconcilerFacts {
  lastRunMs: number | null;
  lastError: string;
  /** Handoffs beyond their deadline by more than a minute that still look as if they had time. */
  unreconciled: number;
  /** Without any handoff there is nothing to reconcile, and nothing is missing. */
  handoffs: number;
  nowMs: number;
}

/** The class's own words, as `docs/semantics.md` has them. */
export const UNRECONCILED: Explanation = {
  class: "unreconciled",
  severity: "error",
  side: "seam",
  demands: ["S0.42"],
  meaning: "The clock's part of the work is not being done: handoffs beyond their deadline may still be shown as pending, and overdue gates as waiting.",
  rule: "The reconciler has recorded no run for three minutes, or its last run failed, or handoffs stand unjudged more than a minute after their deadline. Raised on the product itself, not on a handoff.",
  fix: "See whether the collector runs (`/healthz` on its port) and what its log says: the reconciler is part of it. What it missed is found at its next run.",
  lookalike: "A database without handoffs, and a handoff that is due within the current round.",
};

/** The finding on the reconciler's own absence, or null while it is at work. */
export function findUnreconciled({ lastRunMs, lastError, unreconciled, handoffs, nowMs }: ReconcilerFacts): Finding | null {
  if (handoffs === 0) return null;
  const silentMs = lastRunMs === null ? Infinity : nowMs - lastRunMs;
  const reason = silentMs > ABSENT_AFTER_MS ? "no run of the reconciler" : lastError !== "" ? "the reconciler fails" : unreconciled > 0 ? "handoffs beyond their deadline stand unjudged" : "";
  if (reason === "") return null;
  const since = lastRunMs === null ? "never" : `last ${new Date(lastRunMs).toISOString()}`;
  return {
    class: UNRECONCILED.class,
    severity: UNRECONCILED.severity,
    side: UNRECONCILED.side,
    pointer: "",
    message: `${reason}: ${since}; ${unreconciled} beyond their deadline${lastError === "" ? "" : `; ${lastError}`}`,
    reason,
    evidence: { lastRun: since, unreconciled: String(unreconciled) },
  };
}
