import { escapeToken } from "@/lib/model/json-pointer.ts";
import type { InvariantOutcome } from "@/lib/model/invariant.ts";
import type { Side } from "@/lib/model/vocabulary.ts";
import type { Check, Found } from "./check.ts";

/** A rule that must hold across the seam is false. */
export const invariantViolation: Check = {
  class: "invariant_violation",
  severity: "error",
  side: "seam",
  demands: ["S2.88", "S2.48"],
  meaning: "A rule that the contract states about what both sides have in their hands does not hold: each side alone may look right.",
  rule: "An invariant of the contract, in CEL over `sent`, `received`, `returned` and `handoff`, is false for the payloads as JSON. Numbers are compared by value (`10` is `10.0`). What a framework's spans only suggest was received is not compared. A field that is there on one side and gone on the other is a violation; where both lack it, a payload was not reported or the rule cannot be evaluated, nothing is found and the handoff's missing evidence says why.",
  fix: "The values of both sides stand in the finding. Copy what must survive by code instead of letting a model write it again, or correct the rule if it asks for too much.",
  lookalike: "A rule about a field that neither side carries, and one whose payload nobody reported.",
  find: ({ invariants }) => invariants.filter(({ kind }) => kind === "violated").map(found),
};

function found({ name, why, values, sides }: InvariantOutcome): Found {
  const read = Object.entries(values).filter(([path]) => !path.startsWith("handoff."));
  const told = read.map(([path, value]) => `${path} is ${value}`).join(", ");
  const [, ...field] = read[0]?.[0].split(".") ?? [];
  return {
    message: `“${name}” does not hold: ${[why, told].filter(Boolean).join("; ") || "it is false"}`,
    reason: `invariant ${name}`,
    pointer: field.map((token) => `/${escapeToken(token)}`).join(""),
    side: sideOf(sides),
    evidence: { invariant: name, ...values },
  };
}

/** A rule about one side alone is that side's to keep. */
function sideOf(sides: readonly string[]): Side {
  const [only, other] = sides;
  if (only === undefined || other !== undefined) return "seam";
  return only === "sent" ? "producer" : "consumer";
}
