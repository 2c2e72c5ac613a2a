import { readWhole, standsIn } from "../payload/read-whole.ts";
import { flatten } from "../payload/texts-in.ts";
import type { Check, Facts, Found } from "./check.ts";
import { lacksPart } from "./required-part.ts";

const FINDINGS_MAX = 20;

/** A limit that was known is known no more. */
export const constraintDropped: Check = {
  class: "constraint_dropped",
  severity: "error",
  side: "seam",
  demands: ["S2.28", "S2.78"],
  meaning: "A constraint that held at the source (a limit, a rule, a deadline) is unknown to the target, which will act against it without knowing.",
  rule: "A constraint of the source's `handoff.constraints` is neither among the target's `handoff.constraints` nor anywhere in what it received; where the target lists none, what it received must have been captured whole, and a finding is a warning. Whatever a side lists in `handoff.violations` is an error. When the contract requires `constraints`, neither side lists any, and the payload that was reported as JSON has no member for them, that is a warning.",
  fix: "Pass constraints as a list of their own, untouched from hop to hop, and let the target report the list it works under.",
  lookalike: "A constraint that arrived inside the payload instead of the list, one in another spacing or capitals, and constraints that the target adds.",
  find: (facts) => {
    const violations = brokenIn(facts);
    const told = violations.map((violation) => flatten(violation));
    const dropped = droppedIn(facts).filter(({ message }) => !told.includes(flatten(message)));
    const untold = areUntold(facts) && lacksPart(facts, "constraints") ? [notCarried(facts)] : [];
    return [...violations.map(foundViolation), ...dropped.map((one) => foundDropped(facts, one)), ...untold].slice(0, FINDINGS_MAX);
  },
};

/** Codes that an earlier finding explains already, such as `no_draft_text_found`, are no constraints. */
function brokenIn({ evidence, earlier }: Facts): string[] {
  const explained = new Set(earlier.map((finding) => finding.reason));
  return (evidence.terms?.constraints.violations ?? []).filter((violation) => violation.trim() !== "" && !explained.has(violation));
}

const areUntold = ({ evidence: { terms } }: Facts): boolean => terms !== undefined && terms.constraints.sent.length === 0 && terms.constraints.received === undefined;

const notCarried = ({ evidence }: Facts): Found => ({
  message: `the contract requires the constraints that hold, and ${evidence.source.name} handed over without any`,
  reason: "constraints required and not carried",
  severity: "warning",
  side: "producer",
});

interface Dropped {
  message: string;
  isSure: boolean;
}

function droppedIn({ evidence }: Facts): Dropped[] {
  const { sent = [], received } = evidence.terms?.constraints ?? {};
  const whole = sent.length === 0 ? undefined : readWhole(evidence.received);
  if (received === undefined && whole === undefined) return [];
  const kept = new Set((received ?? []).map(flatten));
  return sent
    .filter((constraint) => constraint.trim() !== "" && !kept.has(flatten(constraint)) && (whole === undefined || !standsIn(constraint, whole)))
    .map((message) => ({ message, isSure: received !== undefined }));
}

const foundViolation = (violation: string): Found => ({
  message: `a constraint was dropped or broken: ${violation}`,
  reason: `violated: ${violation}`,
  evidence: { constraint: violation },
});

const foundDropped = ({ evidence }: Facts, { message, isSure }: Dropped): Found => ({
  message: `the constraint “${message}” did not reach ${evidence.target.name}`,
  reason: `dropped: ${message}`,
  severity: isSure ? "error" : "warning",
  evidence: { constraint: message },
});
