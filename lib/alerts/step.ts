import type { AlertState } from "@/lib/model/alert-firing.ts";
import type { Instance } from "./instance.ts";
import type { Judged } from "./judge.ts";
import type { WorkingRule } from "./working-rule.ts";

/** The part of an instance that evaluations change. */
export type Standing = Pick<Instance, "state" | "sinceMs" | "judgedMs" | "marksMs" | "heldFromMs" | "wellFromMs" | "blindFromMs">;

/** When it is evaluated, and when its rule was the time before; unix milliseconds. */
export interface Moment {
  atMs: number;
  /** Undefined when nobody knows: then what an instance's own row tells counts. */
  previousMs: number | undefined;
}

/** What an evaluation does to an instance; null: nothing that must be remembered. */
export interface Step {
  standing: Standing;
  change: "opened" | "resolved" | "moved";
  note: string;
}

const OK: Omit<Standing, "sinceMs" | "judgedMs"> = { state: "ok", marksMs: [], heldFromMs: null, wellFromMs: null, blindFromMs: null };

/**
 * One evaluation of one instance. `before` is undefined while all is well. An evaluation proves at most the one interval before it:
 * time in which nobody looked, or in which there was too little to judge, counts neither for `for` nor for `keepFiring`.
 */
export function step({ rule, everyMs, forMs, keepFiringMs }: Pick<WorkingRule, "everyMs" | "forMs" | "keepFiringMs"> & { rule: Pick<WorkingRule["rule"], "need" | "of" | "noData"> }, before: (Standing & Pick<Instance, "firing">) | undefined, judged: Judged, { atMs, previousMs }: Moment): Step | null {
  const isFiring = before !== undefined && before.firing !== null;
  if (judged.kind === "unknown" && rule.noData === "resolve") {
    return before === undefined ? null : { standing: { ...OK, sinceMs: atMs, judgedMs: atMs }, change: isFiring ? "resolved" : "moved", note: isFiring ? "Resolved because there is too little to judge." : "" };
  }
  if (judged.kind === "unknown" && rule.noData === "keep") return before === undefined ? null : goBlind(before, atMs, previousMs);
  const isAbove = judged.kind !== "well";
  const lastMs = before?.blindFromMs ?? Math.max(previousMs ?? Number.NEGATIVE_INFINITY, before?.judgedMs ?? Number.NEGATIVE_INFINITY);
  const unseenMs = Math.max(0, atMs - lastMs - everyMs);
  const marks = marksOf(rule.of, everyMs, before, isAbove !== isFiring, atMs);
  if (isFiring) return stepFiring({ before, atMs, unseenMs, keepFiringMs, marks, isWell: rule.of === 1 ? !isAbove : marks.all.length > rule.of - rule.need });
  const isBad = rule.of === 1 ? isAbove : marks.all.length >= rule.need;
  const heldFromMs = isBad ? (before === undefined || before.heldFromMs === null ? atMs : before.heldFromMs + unseenMs) : null;
  if (heldFromMs !== null && atMs - heldFromMs >= forMs) return { standing: { ...OK, state: "firing", sinceMs: atMs, judgedMs: atMs }, change: "opened", note: judged.kind === "unknown" ? "Fires because there is too little to judge." : "" };
  if (heldFromMs === null && marks.all.length === 0) return before === undefined ? null : { standing: { ...OK, sinceMs: atMs, judgedMs: atMs }, change: "moved", note: "" };
  const standing = { ...OK, ...enter("pending", before, atMs), marksMs: marks.all, heldFromMs };
  return before?.state === "pending" && before.heldFromMs === heldFromMs && !marks.isNew ? null : { standing, change: "moved", note: "" };
}

interface FiringStep {
  before: Standing;
  atMs: number;
  unseenMs: number;
  keepFiringMs: number;
  marks: { all: readonly number[]; isNew: boolean };
  isWell: boolean;
}

function stepFiring({ before, atMs, unseenMs, keepFiringMs, marks, isWell }: FiringStep): Step | null {
  const wellFromMs = isWell ? (before.wellFromMs === null ? atMs : before.wellFromMs + unseenMs) : null;
  if (wellFromMs !== null && atMs - wellFromMs >= keepFiringMs) return { standing: { ...OK, sinceMs: atMs, judgedMs: atMs }, change: "resolved", note: "" };
  const standing = { ...OK, ...enter("firing", before, atMs), marksMs: marks.all, wellFromMs };
  return before.state === "firing" && before.wellFromMs === wellFromMs && !marks.isNew ? null : { standing, change: "moved", note: "" };
}

/** There is too little to judge, and what was known stays: once, that is written down. */
function goBlind(before: Standing, atMs: number, previousMs: number | undefined): Step | null {
  if (before.state === "no_data") return null;
  const blindFromMs = Math.max(previousMs ?? before.judgedMs, before.judgedMs);
  return { standing: { ...before, state: "no_data", sinceMs: atMs, judgedMs: blindFromMs, blindFromMs }, change: "moved", note: "" };
}

const enter = (state: AlertState, before: Standing | undefined, atMs: number): Pick<Standing, "state" | "sinceMs" | "judgedMs"> => ({ state, sinceMs: before?.state === state ? before.sinceMs : atMs, judgedMs: atMs });

/** The marks among the last `of` evaluations, with this one where it is marked; of one evaluation nothing need be remembered. */
function marksOf(of: number, everyMs: number, before: Standing | undefined, isMarked: boolean, atMs: number): { all: readonly number[]; isNew: boolean } {
  if (of === 1) return { all: [], isNew: false };
  const kept = (before?.marksMs ?? []).filter((markMs) => markMs > atMs - of * everyMs && markMs < atMs);
  return isMarked ? { all: [...kept, atMs], isNew: true } : { all: kept, isNew: false };
}
