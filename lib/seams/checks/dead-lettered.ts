import type { Check } from "./check.ts";

/** Given up, and put aside. */
export const deadLettered: Check = {
  class: "dead_lettered",
  severity: "error",
  side: "seam",
  demands: ["S2.23"],
  meaning: "The handoff was given up and put into a dead letter queue: it waits there until somebody takes it out.",
  rule: "A side reports `handoff.state` = `dead_lettered`, `handoff.dead_letter.queue` or the event `handoff.dead_lettered`. It heals when the target receives the handoff afterwards and completes it.",
  fix: "Read the reason, repair what it names, and redrive the handoff under the same `handoff.id`. A queue that nobody owns is where handoffs are forgotten.",
  lookalike: "A refusal that was repaired and sent again, and one that was redriven from the queue and completed: both are `recovered`.",
  find: ({ evidence, verdict }) => {
    if (verdict !== "dead_lettered") return [];
    const { queue = "", reason = "" } = evidence.terms?.deadLetter ?? {};
    const why = reason || evidence.legs.find((leg) => leg.kind === "dead_lettered")?.claim || "";
    return [
      {
        message: `put into ${queue || "a dead letter queue"}${why === "" || why.endsWith(queue) ? "" : `: ${why}`}`,
        reason: reason || `put into ${queue || "a dead letter queue"}`,
        evidence: { queue, reason },
      },
    ];
  },
};
