import type { AuditSeam } from "@/lib/model/audit.ts";
import { READINESS_POINTS, type ReadinessPoint } from "@/lib/model/scorecard.ts";

/** A seam from "creator" to "executor" that lacks the given points, with other parts changed. */
export function makeAuditSeam(changes: Partial<AuditSeam> = {}, missing: readonly ReadinessPoint[] = []): AuditSeam {
  const points = READINESS_POINTS.map((point) => ({ point, met: !missing.includes(point), why: `because of ${point}` }));
  return {
    rank: 1, weight: 10, seamId: "s-1", source: "creator", target: "executor", sourceType: "agent", targetType: "agent", namedContract: "draft", inferred: false,
    owner: { team: "content", contact: "#content", saidBy: "contract draft" },
    contract: { name: "draft", version: "1.0.0", mode: "observe" },
    stakes: null, fallback: null, runbook: "",
    readiness: { score: points.filter(({ met }) => met).length, points },
    budget: null,
    handoffs: 10, failed: 2, silent: 1, silentRate: 0.1, silentRateHigh: 0.4,
    lastSeenAt: "2026-11-20T07:00:00.000000000Z",
    ...changes,
  };
}
