import type { Check } from "./check.ts";
import { enoughFor } from "./enough-results.ts";

/** Sent in time, and left out. */
export const droppedResult: Check = {
  class: "dropped_result",
  severity: "error",
  side: "consumer",
  demands: ["S3.31"],
  meaning: "Results that had been sent in time are not among those that were joined: a filter, an error handler or a merge left them out, and the summary stands on fewer than it seems.",
  rule: "Fewer results were counted (`handoff.group.received_count`, else the receptions in the joining run) than the barrier (`handoff.group.barrier`, else the contract's `fan_in`, else all) asks for, although the missing ones had been sent before it began and no other run took them, and the joining agent says nothing of a failure. Where nobody declares a group: what the joining run read has the results of at least two runs of a fan-out word for word, and nothing of another that had ended well before; that is a warning, since it may have been left out on purpose.",
  fix: "Count what was sent against what was joined, and pass failures on as results of their own (`status: failed`) instead of filtering them out. Say `handoff.group.received_count` where results are joined.",
  lookalike: "Results that were summarised on the way (then none is found word for word), the same result twice, a failed sibling whose failure is told, and results that a barrier of any or quorum can do without.",
  find: ({ evidence, contract }) => {
    const dropped = evidence.coordination?.dropped;
    const enough = dropped === undefined ? undefined : enoughFor(dropped, contract);
    if (dropped === undefined || enough === undefined) return [];
    const missing = dropped.missing.join(", ");
    return [
      {
        message: `${dropped.aggregator} counted ${dropped.got} of ${dropped.expected} results${missing === "" ? "" : `; left out: ${missing}`}`,
        reason: `${dropped.aggregator} left results out`,
        severity: dropped.basis === "declared" ? "error" : "warning",
        evidence: { received: String(dropped.got), expected: String(dropped.expected), needed: String(enough.needed), barrier: enough.rule, missing, basis: dropped.basis },
      },
    ];
  },
};
