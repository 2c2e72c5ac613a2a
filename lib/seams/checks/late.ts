import { durationMs } from "@/lib/model/contract.ts";
import { clocksDisagree, latencyOf, millisBetween } from "../latency.ts";
import { firstAt } from "../legs.ts";
import type { Check, Facts, Found } from "./check.ts";

/** Received after the time that was agreed. */
export const late: Check = {
  class: "late",
  severity: "error",
  side: "seam",
  demands: ["S2.22", "S2.74"],
  meaning: "The handoff arrived, but after the deadline that the agents themselves or the contract of the seam declare for it.",
  rule: "The first `received` leg is later than `handoff.deadline`, or than `handoff.timeout` seconds after the sending or the gate's decision; where neither is told, the contract's `deadline` runs from there. The default deadline, which nobody declared, makes nothing late. The contract's `latency.p95` is an objective for the seam as a whole, which five handoffs of a hundred may miss: one whose way took longer (a gate before its reception set aside) is noted as info and does not count as failed.",
  fix: "See which part grew on the seam's page: transit, gate, queue or work. A gate that takes long needs a person, not a faster queue.",
  lookalike: "A slow handoff for which nobody declared a limit, and one whose two sides have clocks that contradict each other: how late it was cannot be told.",
  find: (facts) => {
    if (clocksDisagree(facts.evidence)) return [];
    const overdue = afterDeadline(facts);
    return overdue.length > 0 ? overdue : slowerThanObjective(facts);
  },
};

function afterDeadline({ evidence: { legs, deadline } }: Facts): Found[] {
  const received = firstAt(legs, "received");
  if (received === undefined || deadline === undefined || !deadline.declared || received <= deadline.at) return [];
  const overMs = Math.round(millisBetween(deadline.at, received) ?? 0);
  return [{ message: `received ${overMs} ms after its deadline`, reason: "received after the declared deadline", evidence: { overMs: String(overMs) } }];
}

function slowerThanObjective({ evidence, contract }: Facts): Found[] {
  const objectiveMs = durationMs(contract?.contract.latency?.p95 ?? "");
  const { transitMs } = latencyOf(evidence);
  if (objectiveMs === undefined || transitMs === null || transitMs <= objectiveMs) return [];
  return [
    {
      message: `took ${Math.round(transitMs)} ms; 95 of 100 are to take at most ${objectiveMs} ms`,
      reason: "slower than the seam's objective",
      severity: "info",
      evidence: { transitMs: String(Math.round(transitMs)), objectiveMs: String(objectiveMs) },
    },
  ];
}
