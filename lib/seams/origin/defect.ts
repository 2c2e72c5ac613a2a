import type { Finding, Handoff } from "@/lib/model/handoff.ts";
import type { DefectKind } from "@/lib/model/origin.ts";
import type { FindingClass } from "@/lib/model/vocabulary.ts";

/** What a finding says went wrong, so that other handoffs can be asked whether they show the same. */
export interface Defect {
  kind: DefectKind;
  class: FindingClass;
  /** Findings with the same subject are about the same thing: the value at a place, a constraint, the intent. */
  subject: string;
  pointer: string;
  /** The constraint, or the reason. */
  text: string;
  /** The class itself proves that it happened between the two sides. */
  inTransit: boolean;
  /** The kind of a value counts, not only what it says: "12.5" is not 12.5 to a schema. */
  strict: boolean;
  /** The value on either side as the finding has it. */
  before: string | undefined;
  after: string | undefined;
}

const VALUES: ReadonlySet<FindingClass> = new Set(["value_drift", "context_loss", "schema_violation", "undeclared_field"]);
const LOSSES: ReadonlySet<FindingClass> = new Set(["lost", "orphan", "payload_missing"]);
/** What ran on after another failure says nothing of its own. */
const FOLLOWS: ReadonlySet<FindingClass> = new Set(["accepted_invalid"]);
const DEFECTS_PER_HANDOFF_MAX = 20;

/** What failed at a handoff, gravest first: each subject once, and only findings that make it fail. */
export function defectsOf(handoff: Handoff): Defect[] {
  const errors = handoff.findings.filter((finding) => finding.severity === "error");
  const own = errors.filter((finding) => !FOLLOWS.has(finding.class));
  const defects = (own.length > 0 ? own : errors).slice(0, DEFECTS_PER_HANDOFF_MAX).map(defectOf);
  return [...new Map(defects.toReversed().map((defect) => [defect.subject, defect])).values()].toReversed();
}

/** The defect that one finding tells of. */
export function defectOf({ class: of, pointer, reason, evidence }: Finding): Defect {
  const plain = { class: of, pointer: "", text: reason, inTransit: false, strict: false, before: undefined, after: undefined };
  if (LOSSES.has(of)) return { ...plain, kind: "payload", subject: "payload", inTransit: of === "lost" };
  if (of === "intent_drift") return { ...plain, kind: "intent", subject: "intent", inTransit: evidence["received"] !== undefined && evidence["received"] !== "", before: evidence["intent"], after: evidence["received"] };
  if (of === "constraint_dropped") return constraintOf(plain, evidence["constraint"] ?? reason);
  if (VALUES.has(of) && pointer !== "") return valueOf(plain, pointer, evidence);
  return { ...plain, kind: "other", subject: `${of} ${reason}`, pointer };
}

type Plain = Omit<Defect, "kind" | "subject">;

const constraintOf = (plain: Plain, text: string): Defect => ({ ...plain, kind: "constraint", subject: `constraint ${text.trim().toLowerCase()}`, text });

function valueOf(plain: Plain, pointer: string, evidence: Finding["evidence"]): Defect {
  const inTransit = plain.class === "value_drift" || plain.class === "context_loss";
  return {
    ...plain, kind: "value", subject: `value ${pointer}`, pointer, text: pointer, inTransit, strict: plain.class === "schema_violation",
    ...(inTransit ? { before: evidence["sent"], after: evidence["received"] } : {}),
  };
}
