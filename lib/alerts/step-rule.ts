import type { Measured } from "@/lib/model/alert-measure.ts";
import { digestOf } from "./digest.ts";
import { groupMeasured } from "./group-measured.ts";
import { type Instance, type InstanceKey, keyInRule } from "./instance.ts";
import { judge, type Judged, needsVolume } from "./judge.ts";
import { isInScope } from "./scope.ts";
import type { AlertSeam } from "./seam.ts";
import { type Moment, step, type Step } from "./step.ts";
import type { WorkingRule } from "./working-rule.ts";

/** What an evaluation did to one instance. */
export interface Move extends InstanceKey {
  /** Undefined when the rule was deleted, and this ends what it had begun. */
  working: WorkingRule | undefined;
  /** The seam; null of a group, or of the product itself. */
  seam: AlertSeam | null;
  before: Instance | undefined;
  judged: Judged;
  step: Step;
  /** The id of the firing that opens with this. */
  firingId: string;
}

/** What a rule is evaluated on. `live` are its instances that are not well, by `keyInRule`. */
export interface RuleRound {
  measured: readonly Measured[];
  seams: ReadonlyMap<string, AlertSeam>;
  live: ReadonlyMap<string, Instance> | undefined;
  moment: Moment;
}

/**
 * One evaluation of a rule on everything it is about. Seams that are well and were well are passed over with one comparison, and a rule of
 * which all are with one in all, since of ten thousand seams most are.
 */
export function stepRule(working: WorkingRule, { measured, seams, live, moment }: RuleRound): Move[] {
  const { rule } = working;
  const hasLive = live !== undefined && live.size > 0;
  const firesBlind = rule.noData === "fire" && needsVolume(rule.metric);
  if (!hasLive && !firesBlind && rule.by === "seam" && highestOf(measured) <= rule.above) return [];
  const moves: Move[] = [];
  const seen = new Set<string>();
  const take = (one: Measured | undefined, key: Pick<InstanceKey, "seamId" | "detail">, judged: Judged): void => {
    const before = live?.get(keyInRule(key));
    const stepped = step(working, before, judged, moment);
    const ids = { ruleId: rule.id, seamId: key.seamId, detail: key.detail };
    if (stepped !== null) moves.push({ ...ids, working, seam: seamOf(one, key.seamId, seams), before, judged, step: stepped, firingId: stepped.change === "opened" ? firingIdOf(ids, moment.atMs) : "" });
  };
  const isAbout = (one: Measured): boolean => working.isUnscoped || isInScope(rule, seamOf(one, one.seamId, seams) ?? { ...one, id: one.seamId, owner: null });
  const asked = rule.by === "group" ? groupMeasured(rule.metric, measured.filter(isAbout)) : measured;
  const liveSeams = new Set([...(live?.values() ?? [])].map(({ seamId }) => seamId));
  for (const one of asked) {
    if (!firesBlind && (one.value === null || one.value <= rule.above) && !liveSeams.has(one.seamId)) continue;
    const judged = judge(rule, one);
    if (firesBlind) seen.add(keyInRule(one));
    if (!hasLive && judged.kind !== "above" && !(firesBlind && judged.kind === "unknown")) continue;
    const isLive = hasLive && live.has(keyInRule(one));
    if (isLive) seen.add(keyInRule(one));
    if (isLive || ((judged.kind === "above" || firesBlind) && (rule.by === "group" || isAbout(one)))) take(one, one, judged);
  }
  for (const [key, before] of live ?? []) if (!seen.has(key)) take(undefined, before, judge(rule, undefined));
  if (firesBlind) for (const blind of silentOf(working, seams)) if (!seen.has(keyInRule(blind)) && !(live?.has(keyInRule(blind)) ?? false)) take(undefined, blind, judge(rule, undefined));
  return moves;
}

/** The greatest value of any seam, found once for all rules that ask the same. */
function highestOf(measured: readonly Measured[]): number {
  const known = highest.get(measured) ?? measured.reduce((most, { value }) => (value !== null && value > most ? value : most), Number.NEGATIVE_INFINITY);
  highest.set(measured, known);
  return known;
}
const highest = new WeakMap<readonly Measured[], number>();

/** What a rule that fires without data is about, whether anything was measured of it or not. */
function silentOf({ rule }: WorkingRule, seams: ReadonlyMap<string, AlertSeam>): Pick<InstanceKey, "seamId" | "detail">[] {
  if (rule.by === "group") return [{ seamId: "", detail: "" }];
  return [...seams.values()].filter((seam) => isInScope(rule, seam)).map((seam) => ({ seamId: seam.id, detail: "" }));
}

/** Of a seam that is so new that it is not among the known ones, what was measured tells the ends. */
function seamOf(one: Measured | undefined, seamId: string, seams: ReadonlyMap<string, AlertSeam>): AlertSeam | null {
  if (seamId === "") return null;
  const known = seams.get(seamId);
  if (known !== undefined || one === undefined) return known ?? null;
  return { id: seamId, source: one.source, target: one.target, contract: one.contract, owner: null, sourceOwner: null, runbook: "" };
}

/** The id of the firing of an instance that opened at a moment: whoever evaluates it gives it the same. */
const firingIdOf = ({ ruleId, seamId, detail }: InstanceKey, openedAtMs: number): string => digestOf([ruleId, seamId, detail, openedAtMs]);

/** Why an instance ends although nothing was measured: its rule or its seam is no longer there. "" while it goes on. */
export function endedBecause(instance: Instance, working: WorkingRule | undefined, seams: ReadonlyMap<string, AlertSeam>): string {
  if (working === undefined) return "Resolved because the rule was deleted.";
  const { rule } = working;
  if (!rule.enabled) return "Resolved because the rule was switched off.";
  const isProduct = rule.metric === "unreconciled";
  if (!isProduct && (instance.seamId === "") !== (rule.by === "group")) return "Resolved because the rule was changed: it is about other seams now.";
  if (instance.firing !== null && instance.firing.message.rule.metric !== rule.metric) return "Resolved because the rule was changed: it measures something else now.";
  if (instance.seamId === "") return "";
  const seam = seams.get(instance.seamId);
  if (seam === undefined) return "Resolved because nothing has passed the seam for a month.";
  return isInScope(rule, seam) ? "" : "Resolved because the rule was changed: it is about other seams now.";
}
