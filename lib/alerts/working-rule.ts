import { askKey, type MeasureAsk } from "@/lib/model/alert-measure.ts";
import type { AlertRule } from "@/lib/model/alert-rule.ts";
import { durationMs } from "@/lib/model/contract.ts";
import { isUnscoped } from "./scope.ts";

/** A rule with its durations in milliseconds, ready to be evaluated again and again. */
export interface WorkingRule {
  rule: AlertRule;
  everyMs: number;
  forMs: number;
  keepFiringMs: number;
  /** What must be measured for it. */
  ask: MeasureAsk;
  askKey: string;
  isUnscoped: boolean;
}

/** Prepares a rule; its durations were checked when it was saved, and one that is none throws. */
export function workingRule(rule: AlertRule): WorkingRule {
  const ask = { metric: rule.metric, windowMs: millisecondsOf(rule.window), classes: rule.classes, quantile: rule.quantile };
  return { rule, everyMs: millisecondsOf(rule.every), forMs: millisecondsOf(rule.for), keepFiringMs: millisecondsOf(rule.keepFiring), ask, askKey: askKey(ask), isUnscoped: isUnscoped(rule) };
}

function millisecondsOf(text: string): number {
  const ms = durationMs(text);
  if (ms === undefined) throw new Error(`Cannot read the duration ${text} of a rule`);
  return ms;
}
