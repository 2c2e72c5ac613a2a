import type { AlertEvent, AlertMessage, AlertSample } from "@/lib/model/alert-firing.ts";
import { METRIC_UNITS } from "@/lib/model/alert-rule.ts";
import { formatCount, formatRate } from "@/lib/text/count.ts";
import { FINDING_WORDS } from "@/lib/text/finding-words.ts";
import { formatInstantAt } from "@/lib/text/instant.ts";
import { formatMeasured, METRIC_WORDS } from "@/lib/text/metric-words.ts";
import { permalink } from "@/lib/text/permalink.ts";

/** Raised when a field changes its meaning or goes away; new fields may come any time. */
const PAYLOAD_VERSION = 1;

/** What is told: an event of a firing, or a trial of the channel. */
type ToldEvent = AlertEvent | "test";

/** What a notification is made from. */
export interface Notification {
  message: AlertMessage;
  event: ToldEvent;
  /** The same for every attempt. */
  key: string;
  /** The public address of the dashboard. */
  base: string;
}

/** A sample handoff with its addresses. */
type PayloadSample = AlertSample & { url: string; traceUrl: string };

/** All that a notification says, with absolute links: what webhooks get as it is, and what every other form is made from. docs/channels.md describes it. */
export interface AlertPayload {
  version: typeof PAYLOAD_VERSION;
  key: string;
  event: ToldEvent;
  title: string;
  text: string;
  /** What a person has to know, the most telling first. */
  facts: { name: string; value: string }[];
  firing: { id: string; url: string; openedAt: string; resolvedAt: string | null };
  rule: AlertMessage["rule"] & { unit: string };
  seam: (NonNullable<AlertMessage["seam"]> & { url: string }) | null;
  detail: string;
  measured: { value: number | null; text: string; threshold: string; n: number; failed: number; interval: AlertMessage["interval"] };
  evidence: Omit<AlertMessage["evidence"], "samples"> & { samples: PayloadSample[] };
  owner: AlertMessage["owner"];
  sourceOwner: AlertMessage["owner"];
  runbook: string;
  labels: Record<string, string>;
  note: string;
  suppressed: number;
}

/** Makes the payload of a notification. */
export function toPayload({ message, event, key, base }: Notification): AlertPayload {
  const { rule, seam, value, n, failed, interval, evidence } = message;
  const told = { ...message, note: message.note.replaceAll(/\(\/a\/([\w-]+)\)/g, (_, id: string) => `(${permalink(base, "firing", id)})`) };
  const facts = (event === "suppressed" ? untoldFacts(told) : factsOf(told)).flatMap(([name, fact]) => (fact === "" ? [] : [{ name, value: fact }]));
  return {
    version: PAYLOAD_VERSION,
    key,
    event,
    title: titleOf(told, event),
    text: facts.map((fact) => `${fact.name}: ${fact.value}`).join("\n"),
    facts,
    firing: { id: message.firingId, url: permalink(base, "firing", message.firingId), openedAt: message.openedAt, resolvedAt: message.resolvedAt },
    rule: { ...rule, unit: METRIC_UNITS[rule.metric] },
    seam: seam === null ? null : { ...seam, url: permalink(base, "seam", seam.id) },
    detail: message.detail,
    measured: { value, text: formatMeasured(rule.metric, value), threshold: formatMeasured(rule.metric, rule.above), n, failed, interval },
    evidence: { ...evidence, samples: evidence.samples.map((sample) => ({ ...sample, url: permalink(base, "handoff", sample.handoffId), traceUrl: permalink(base, "trace", sample.traceId) })) },
    owner: message.owner,
    sourceOwner: message.sourceOwner,
    runbook: message.runbook,
    labels: labelsOf(message),
    note: told.note,
    suppressed: message.suppressed,
  };
}

const EVENT_WORDS: Record<ToldEvent, string> = { open: "FIRING", resolve: "RESOLVED", suppressed: "NOT TOLD", test: "TEST" };

function titleOf(message: AlertMessage, event: ToldEvent): string {
  const { rule, value } = message;
  const where = seamName(message);
  const what = event === "suppressed" ? `${formatCount(message.suppressed)} firings were not told` : `${rule.name}${where === "" ? "" : ` on ${where}`}`;
  const measured = event === "open" || event === "test" ? `: ${METRIC_WORDS[rule.metric]} ${formatMeasured(rule.metric, value)}, above ${formatMeasured(rule.metric, rule.above)}` : "";
  return `[${EVENT_WORDS[event]}] ${rule.severity}: ${what}${measured}`;
}

const seamName = ({ seam }: Pick<AlertMessage, "seam">): string => (seam === null ? "" : `${seam.source} → ${seam.target}${seam.contract === "" ? "" : ` (${seam.contract})`}`);

const untoldFacts = (message: AlertMessage): [name: string, fact: string][] => [["Seam", seamName(message)], ["Note", message.note]];

/** Facts by their names; those that nobody knows are empty. */
function factsOf(message: AlertMessage): [name: string, fact: string][] {
  const { rule, value, n, failed, interval, evidence, owner, sourceOwner } = message;
  const { class: worst, versionPair, field, firstBadAt } = evidence;
  const rested = `${formatCount(failed)} of ${formatCount(n)} handoffs in ${rule.window}${interval === null ? "" : `, 95% interval ${formatRate(interval.low)} to ${formatRate(interval.high)}`}`;
  return [
    ["Seam", seamName(message)],
    ["Measured", `${METRIC_WORDS[rule.metric]} ${formatMeasured(rule.metric, value)}, above ${formatMeasured(rule.metric, rule.above)} (${rested})`],
    ["Class", worst === null ? "" : FINDING_WORDS[worst].label],
    ["About", message.detail],
    ["Versions", versionPair === null ? "" : `${versionPair.source || "unknown"} → ${versionPair.target || "unknown"}, contract ${versionPair.contract || "unknown"}: ${formatCount(versionPair.failed)} of ${formatCount(versionPair.handoffs)} failed`],
    ["Top field", field === null ? "" : `${field.pointer} (${formatCount(field.count)})`],
    ["First failure", timeInWords(firstBadAt)],
    ["Opened", timeInWords(message.openedAt)],
    ["Resolved", timeInWords(message.resolvedAt)],
    ["Owner", ownerName(owner)],
    ["Owner of the source", ownerName(sourceOwner)],
    ["Runbook", message.runbook],
    ["Note", message.note],
    ["What the rule is for", rule.description],
  ];
}

const timeInWords = (at: string | null): string => (at === null ? "" : formatInstantAt(at, 0, "s"));

const ownerName = (owner: AlertMessage["owner"]): string => (owner === null ? "" : `${owner.team}${owner.contact === "" ? "" : ` (${owner.contact})`}`);

/** What tells this alert from all others, the same when it opens and when it resolves; the labels of the rule, and ours before them. */
function labelsOf({ rule, seam, detail, owner, evidence }: AlertMessage): Record<string, string> {
  const own = {
    alertname: rule.name, severity: rule.severity, rule: rule.id, metric: rule.metric, seam: seam?.id ?? "", source: seam?.source ?? "", target: seam?.target ?? "", contract: seam?.contract ?? "",
    detail, class: evidence.class ?? "", owner: owner?.team ?? "",
  };
  return Object.fromEntries(Object.entries({ ...rule.labels, ...own }).filter(([, label]) => label !== ""));
}
