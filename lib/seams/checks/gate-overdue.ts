import { rfc3339Of } from "../moments.ts";
import type { Check } from "./check.ts";

/** Nobody has decided. */
export const gateOverdue: Check = {
  class: "gate_overdue",
  severity: "error",
  side: "seam",
  demands: ["S0.23", "S0.41"],
  meaning: "A person or policy was asked, and has not decided in time: the work stands still, and nobody may have noticed.",
  rule: "The verdict is `held` and the gate's time is over: `handoff.gate.deadline`, else `handoff.gate.timeout` seconds after it was asked, else `handoff.deadline`, else the contract's `gate.overdue`. Where none is declared it is due eight hours after it was asked, and a finding is a warning. It heals when the gate is decided. A gate that is only inferred from a framework's interrupt is not judged: its answer may stand in a trace that nothing joins to this one.",
  fix: "Give the gate an owner and a way to reach them, and say what happens when nobody answers: a fallback, a rejection, a second person.",
  lookalike: "A gate that waits within its time, and one that was decided late: the handoff went on.",
  find: ({ evidence, verdict, now }) => {
    const due = evidence.terms?.gate.due;
    if (verdict !== "held" || due === undefined || now <= due.at) return [];
    const asked = evidence.legs.findLast((leg) => leg.kind === "gate_requested");
    const dueAt = rfc3339Of(due.at);
    return [
      {
        message: `no decision by ${dueAt}: ${asked?.claim ?? "a gate is open"}`,
        reason: due.declared ? "gate open beyond its declared time" : "gate open for more than eight hours",
        severity: due.declared ? "error" : "warning",
        evidence: { askedAt: asked === undefined ? "" : rfc3339Of(BigInt(asked.at)), dueAt },
      },
    ];
  },
};
