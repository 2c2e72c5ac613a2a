import { firstAt } from "../legs.ts";
import { clocksDisagree, millisBetween } from "../latency.ts";
import type { Check } from "./check.ts";

/** Received after the time that was agreed. */
export const late: Check = {
  class: "late",
  severity: "error",
  side: "seam",
  demands: ["S2.22", "S2.74"],
  meaning: "The handoff arrived, but after the deadline that the agents themselves declared for it.",
  rule: "The first `received` leg is later than `handoff.deadline`, or than `handoff.timeout` seconds after the sending or the gate's decision. The default deadline, which nobody declared, makes nothing late.",
  fix: "See which part grew on the seam's page: transit, gate, queue or work. A gate that takes long needs a person, not a faster queue.",
  lookalike: "A slow handoff for which nobody declared a limit, and one whose two sides have clocks that contradict each other: how late it was cannot be told.",
  find: ({ evidence }) => {
    const received = firstAt(evidence.legs, "received");
    const { deadline } = evidence;
    if (received === undefined || deadline === undefined || !deadline.declared || received <= deadline.at || clocksDisagree(evidence)) return [];
    const overMs = Math.round(millisBetween(deadline.at, received) ?? 0);
    return [{ message: `received ${overMs} ms after its deadline`, reason: "received after the declared deadline", evidence: { overMs: String(overMs) } }];
  },
};
