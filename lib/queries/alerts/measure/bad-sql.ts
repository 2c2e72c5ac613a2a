import type { AlertMetric } from "@/lib/model/alert-rule.ts";

/** Which handoffs show what a metric is about, in which order they are looked at, and whether those from before the window do, too. */
export interface Shown {
  /** A condition over `handoffs`; parameters `classes` (Array(String)) and `detail`. */
  bad: string;
  order: string;
  anyTime: boolean;
}

const NEWEST = "started_at DESC, handoff_id";
const OLDEST = "started_at, handoff_id";
const OF_CLASSES = "(empty({classes: Array(String)}) OR hasAny(finding_classes, {classes: Array(String)}))";
const told = (column: string): string => `if(${column} = '', '?', ${column})`;
/** As lib/queries/alerts/measure/measure-first.ts words it. */
const PAIR = `concat(${told("source_version")}, ' → ', ${told("target_version")}, if(contract_version = '', '', concat(', contract ', contract_version)))`;

const failing: Shown = { bad: `failed AND ${OF_CLASSES}`, order: NEWEST, anyTime: false };
const waiting: Shown = { bad: "verdict IN ('pending', 'held')", order: OLDEST, anyTime: true };

/** By metric; `detail` is compared as the instance has it. */
export const SHOWN: Readonly<Record<AlertMetric, Shown>> = {
  failure_rate: failing,
  burn_rate: { ...failing, bad: "failed" },
  silent_rate: { ...failing, bad: `silent AND ${OF_CLASSES}` },
  lost: { ...failing, bad: "verdict = 'lost'" },
  latency: { bad: "isNotNull(total_ms)", order: "total_ms DESC, handoff_id", anyTime: false },
  waiting_age: waiting,
  overdue_gates: { ...waiting, bad: "verdict = 'held' AND has(finding_classes, 'gate_overdue')" },
  absence: { bad: "1", order: NEWEST, anyTime: true },
  new_class: { ...failing, bad: "has(finding_classes, {detail: String})" },
  new_version_pair: { bad: `${PAIR} = {detail: String}`, order: NEWEST, anyTime: false },
  unreconciled: { ...waiting, bad: "verdict IN ('pending', 'held') AND deadline_at < {to: DateTime64(3, 'UTC')}" },
};
