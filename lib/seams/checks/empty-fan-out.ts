import type { Evidence } from "../evidence.ts";
import { firstAt } from "../legs.ts";
import type { Check } from "./check.ts";

/** A plan without work. */
export const emptyFanOut: Check = {
  class: "empty_fan_out",
  severity: "error",
  side: "producer",
  demands: ["S3.11"],
  meaning: "The plan had nothing in it to be done, no worker ran, and the run went on all the same: what comes out at the end is made of nothing.",
  rule: "The source counts `handoff.group.expected_count` = 0, or what it sent or said is JSON whose work list (`subtasks`, `assignments`, …; from an agent that plans by its name also `tasks`, `steps`, `queries`, …, which is a warning) is empty; the same run handed work to nobody else, and the target received this and ran on it.",
  fix: "Let the planner's schema ask for at least one item (`minItems: 1`), or let it say that nothing is to be done, and stop there.",
  lookalike: "An empty list beside an answer, a reason, a word that it is done or other work, a list that is no plan (an order's items), a run that stopped there, and a plan that was sent back.",
  find: ({ evidence }) => {
    const empty = evidence.coordination?.emptyFanOut;
    if (empty === undefined || !ranOn(evidence)) return [];
    const { source, target } = evidence;
    return [
      {
        pointer: empty.basis === "inferred" ? empty.list : "",
        message: `${source.name} planned no work (${empty.list} is ${empty.basis === "inferred" ? "empty" : "0"}), and ${target.name} went on`,
        reason: `${source.name} fanned out to nobody`,
        severity: empty.isSure ? "error" : "warning",
        evidence: { list: empty.list, basis: empty.basis },
      },
    ];
  },
};

/** It was received and worked on, and nobody refused it, asked a person about it or got it back. */
function ranOn({ legs, claims, source, target }: Evidence): boolean {
  const isStopped = firstAt(legs, "rejected") !== undefined || firstAt(legs, "gate_requested") !== undefined;
  return !isStopped && source.name !== target.name && firstAt(legs, "received") !== undefined && (claims.targetWorked || firstAt(legs, "completed") !== undefined);
}
