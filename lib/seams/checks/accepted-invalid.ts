import type { FindingClass } from "@/lib/model/vocabulary.ts";
import type { Check } from "./check.ts";

const INVALID: readonly FindingClass[] = ["schema_violation", "format_violation", "version_mismatch"];

/** The silent failure: the target ran on what it should have refused. */
export const acceptedInvalid: Check = {
  class: "accepted_invalid",
  severity: "error",
  side: "consumer",
  demands: ["S1.6", "S1.28", "S3.3"],
  meaning: "The payload failed validation and the receiver worked on it all the same: the error is now in everything downstream, and nothing has stopped.",
  rule: "The handoff has a `schema_violation`, `format_violation` or `version_mismatch`, it was delivered, and the target accepted it, finished, or called a model or tool.",
  fix: "Validate at the receiving boundary and refuse there: a visible rejection costs less than a plausible wrong answer three hops later.",
  lookalike: "An invalid payload that was rejected, retried or sent to a fallback: that failure was caught.",
  find: ({ evidence, verdict, earlier }) => {
    const broken = [...new Set(earlier.filter((finding) => INVALID.includes(finding.class)).map((finding) => finding.class))];
    const ranOn = evidence.claims.targetWorked || evidence.legs.some((leg) => leg.kind === "completed" || leg.kind === "accepted");
    if (broken.length === 0 || verdict !== "delivered" || !ranOn) return [];
    return [{ message: `${evidence.target.name} ran on a payload with ${broken.join(" and ")}`, reason: `ran on ${broken.join(" and ")}`, evidence: { failed: broken.join(", ") } }];
  },
};
