import type { Check } from "./check.ts";

/** It failed, and nobody says so. */
export const swallowedFailure: Check = {
  class: "swallowed_failure",
  severity: "error",
  side: "producer",
  demands: ["S3.12"],
  meaning: "An agent that was handed work failed, and whoever answers for it finished as if nothing had happened: the failure stops here, unseen, and the answer is missing a part.",
  rule: "The target's run ended in an error; its caller (at work until after it), else whoever joined the results of those beside it, ended without one; and nothing that run said afterwards, got back or warned of tells of a failure in any words, status, code or count. What it said must have been captured.",
  fix: "Let failures travel as results: a status and a reason that the caller must carry into its own answer. An `except` that only logs is where they disappear.",
  lookalike: "A failure that was retried or went to a fallback, one that the caller mentions or was told as a tool's result, an exception by which a framework steers (`ParentCommand`, `GraphInterrupt`), a cancelled run, and one that failed after its result had been taken.",
  find: ({ evidence }) => {
    const swallowed = evidence.coordination?.swallowed;
    if (swallowed === undefined) return [];
    const { child, failure, reportedBy, said } = swallowed;
    return [
      {
        message: `${child} failed${failure === "" ? "" : ` (${failure})`}, and ${reportedBy} finished without a word of it`,
        reason: `${reportedBy} kept a failure of ${child} to itself`,
        evidence: { child, failure, reportedBy, said },
      },
    ];
  },
};
