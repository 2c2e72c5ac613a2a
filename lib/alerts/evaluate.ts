import type { Measured } from "@/lib/model/alert-measure.ts";
import type { AlertSeam } from "./seam.ts";
import { endedBecause, type Move, stepRule } from "./step-rule.ts";
import { liveByRule, type World } from "./world.ts";
import type { WorkingRule } from "./working-rule.ts";

/** What one evaluation looks at. */
export interface Round {
  atMs: number;
  /** Every rule in force, those that are switched off included, by id. */
  rules: ReadonlyMap<string, WorkingRule>;
  /** Those of them that are evaluated now. */
  due: readonly WorkingRule[];
  /** By the key of what a rule asks. */
  measured: ReadonlyMap<string, readonly Measured[]>;
  /** All seams that anything passed within a month, by id. */
  seams: ReadonlyMap<string, AlertSeam>;
  /** When rules with this interval were evaluated the time before; undefined when nobody knows. */
  previousMsOf: (everyMs: number) => number | undefined;
}

/**
 * One evaluation: what changes of all instances. Whatever a due rule asks must have been measured; a rule of which it was not is passed over,
 * as if it had not been due. Instances whose rule or seam is gone end first, due or not.
 */
export function evaluate(world: World, { atMs, rules, due, measured, seams, previousMsOf }: Round): Move[] {
  const live = liveByRule(world);
  const ended = [...world.instances.values()].flatMap((before): Move[] => {
    const working = rules.get(before.ruleId);
    const note = endedBecause(before, working, seams);
    if (note === "") return [];
    const standing = { state: "ok" as const, sinceMs: atMs, judgedMs: atMs, marksMs: [], heldFromMs: null, wellFromMs: null, blindFromMs: null };
    const { ruleId, seamId, detail, value, n } = before;
    return [{ ruleId, seamId, detail, working, seam: null, before, judged: { kind: "unknown", value, n, failed: 0 }, step: { standing, change: before.firing === null ? "moved" : "resolved", note }, firingId: "" }];
  });
  const gone = new Set(ended.map(({ before }) => before));
  const moves = due.flatMap((working) => {
    const asked = measured.get(working.askKey);
    if (asked === undefined || !working.rule.enabled) return [];
    return stepRule(working, { measured: asked, seams, live: live.get(working.rule.id), moment: { atMs, previousMs: previousMsOf(working.everyMs) } }).filter(({ before }) => before === undefined || !gone.has(before));
  });
  return [...ended, ...moves];
}
