import { METRIC_UNITS } from "@/lib/model/alert-rule.ts";
import type { CitedEvidence, EvidencePart } from "@/lib/model/evidence.ts";
import { formatCount, formatRate } from "./count.ts";
import { formatDuration, UNKNOWN } from "./duration.ts";
import { FINDING_WORDS } from "./finding-words.ts";
import { formatInstant, formatInstantShort } from "./instant.ts";

type FiringEvidence = Extract<CitedEvidence, { kind: "firing" }>;
type Message = FiringEvidence["message"];

const METRIC_WORDS: Record<Message["rule"]["metric"], string> = {
  failure_rate: "failure rate", silent_rate: "rate of silent failures", lost: "lost handoffs", latency: "latency", waiting_age: "oldest waiting handoff", overdue_gates: "overdue gates",
  absence: "silence, in usual intervals,", new_class: "failure classes never seen before", new_version_pair: "pairs of versions never seen before", burn_rate: "burn of the error budget", unreconciled: "handoffs past their deadline that nobody looked at",
};

function inUnits(metric: Message["rule"]["metric"], value: number): string {
  const unit = METRIC_UNITS[metric];
  if (unit === "share") return formatRate(value);
  if (unit === "ms") return formatDuration(value);
  const number = Number.isInteger(value) ? formatCount(value) : value.toFixed(1);
  return unit === "pace" ? `${number} times the budgeted pace` : number;
}

const seamOf = ({ seam }: Message): string => (seam === null ? "" : ` on ${seam.source} → ${seam.target}${seam.contract === "" ? "" : ` (${seam.contract})`}`);

/** What an alert fired about, in one sentence. */
export function firingSentence({ message, resolvedAt }: Pick<FiringEvidence, "message" | "resolvedAt">): string {
  const { rule, value, openedAt } = message;
  const measured = value === null ? "had nothing to measure" : `was ${inUnits(rule.metric, value)}, above ${inUnits(rule.metric, rule.above)}`;
  return `${METRIC_WORDS[rule.metric].replace(/^./, (letter) => letter.toUpperCase())}${seamOf(message)} ${measured}, from ${formatInstantShort(openedAt)} ${resolvedAt === null ? "UTC on" : `to ${formatInstantShort(resolvedAt)} UTC`}.`;
}

/** What was known when an alert fired, as lines; its samples are as they were then. */
export function firingFacts({ message, handoffs }: FiringEvidence): EvidencePart["facts"] {
  const { rule, n, failed, interval, evidence, runbook, detail } = message;
  const { firstBadAt, class: worst, versionPair, field, samples } = evidence;
  const known = new Set(handoffs.map((handoff) => handoff.id));
  const lines: [string, string][] = [
    ["Rule", `${rule.name} (${rule.severity}), window ${rule.window}`],
    ["Rests on", `${formatCount(n)} handoffs, ${formatCount(failed)} failed${interval === null ? "" : `, 95 % interval ${formatRate(interval.low)} to ${formatRate(interval.high)}`}`],
    ["Instance", detail],
    ["First failure", firstBadAt === null ? "" : formatInstant(firstBadAt)],
    ["Most are", worst === null ? "" : FINDING_WORDS[worst].label],
    ["Versions", versionPair === null ? "" : `${versionPair.source || UNKNOWN} → ${versionPair.target || UNKNOWN}, contract ${versionPair.contract || UNKNOWN}: ${formatCount(versionPair.failed)} of ${formatCount(versionPair.handoffs)} failed`],
    ["Field", field === null ? "" : `${field.pointer} (${formatCount(field.count)} findings)`],
    ["Runbook", runbook],
    ...samples.filter((sample) => !known.has(sample.handoffId)).map((sample): [string, string] => ["Sample", `${sample.handoffId}, ${formatInstantShort(sample.startedAt)} UTC: ${sample.message}`]),
  ];
  return lines.filter(([, value]) => value !== "").map(([name, value]) => ({ name, value }));
}
