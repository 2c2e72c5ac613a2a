import type { Check } from "./check.ts";

/** To and fro. */
export const pingPong: Check = {
  class: "ping_pong",
  severity: "error",
  side: "seam",
  demands: ["S2.21"],
  meaning: "Two agents hand the same unresolved work back and forth: each believes that it is the other's, and nothing changes but the bill.",
  rule: "In one trace and business task, two agents hand over to each other in turn, and for the third time the same work goes the same way (five hops), while neither direction carries anything new: the payloads are equal but for counters, moments and ids of the way. It is found on the fifth hop.",
  fix: "Decide who owns what neither will take: a third agent, a person, or a rule that whoever has handed it over once keeps it. Count the hops in the payload and stop at a limit.",
  lookalike: "A writer and a critic whose text changes from round to round, a supervisor that sends out different tasks, an answer that goes back to its caller, and payloads too short to tell one work from another.",
  find: ({ evidence }) => {
    const rally = evidence.coordination?.pingPong;
    if (rally === undefined) return [];
    const ends = [evidence.source.name, evidence.target.name].toSorted().join(" and ");
    return [
      {
        message: `${ends} have handed the same work back and forth ${rally.hops} times in ${rally.millis} ms`,
        reason: `the same work between ${ends}`,
        evidence: { hops: String(rally.hops), millis: String(rally.millis), ...(rally.tokens === undefined ? {} : { tokens: String(rally.tokens) }) },
      },
    ];
  },
};
