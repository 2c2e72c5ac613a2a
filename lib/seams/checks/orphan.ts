import type { Check } from "./check.ts";

/** Received, approved or executed, never sent. */
export const orphan: Check = {
  class: "orphan",
  severity: "error",
  side: "producer",
  demands: ["S0.39"],
  meaning: "Something was received, approved or executed that no agent is known to have handed over.",
  rule: "There is a `received` or gate leg and no `sent` leg with the same `handoff.id`. A receiver that points (as child or by link) at a span we have not seen yet counts as `pending` until the deadline.",
  fix: "Let the source report the sending with the same `handoff.id`. If it does, its telemetry is lost on the way (an exporter that is not flushed before the process exits).",
  lookalike: "A receiver whose sender's span is still open: the parent or link proves that somebody sent.",
  find: ({ evidence, verdict }) =>
    verdict === "orphan"
      ? [{ message: `${evidence.target.name} acted on a handoff that nobody reported sending`, reason: "no matching send", evidence: { handoffId: evidence.id } }]
      : [],
};
