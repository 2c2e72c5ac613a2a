import { booleanOf, listOf, numberOf, textOf } from "@/lib/model/attributes.ts";
import type { Claims, ReportedTruncation, ReportedValidation } from "../evidence.ts";
import { groupBy } from "@/lib/model/group-by.ts";
import { lastAt } from "../legs.ts";
import type { Leg } from "@/lib/model/handoff.ts";
import type { Deadline } from "../terms.ts";
import { firstWorkOf } from "../trace/agent-exchange.ts";
import { failureText, normaliseStatus } from "../trace/normalise-status.ts";
import { handoffIdOf } from "./handoff-id.ts";
import { type Reports, told } from "./report-ends.ts";
import type { Report } from "./report.ts";

const MESSAGES_MAX = 20;

/** What the agents told about the handoff beyond its legs and payloads. */
export function claimsOf(reports: Reports): Claims {
  const everyone = [...reports.source, ...reports.gate, ...reports.target];
  return {
    validations: everyone.flatMap(validationOf),
    truncation: everyone.map(truncationOf).find((truncation) => truncation !== undefined),
    compatibility: told([...reports.target, ...everyone], "handoff.contract.compatibility") ?? "",
    notes: reports.target.flatMap(notesOf).slice(0, MESSAGES_MAX),
    receptions: receptionsOf(reports.target),
    targetWorked: reports.target.some(hasWorked),
    senderAnnounced: reports.source.length === 0 && reports.target.some(pointsAtUnseenSender),
    receiverAccepts: reports.target.some((report) => "handoff.contract.accepted_versions" in report.span.attributes),
    receivedReported: reports.target.some((report) => "handoff.received.payload" in report.span.attributes || "handoff.received.size" in report.span.attributes),
    compacted: reports.target.some((report) => booleanOf(report.span.attributes["gen_ai.conversation.compacted"]) === true),
  };
}

/** The declared deadline or time-out wins; else the default runs from the last time it was sent or let through a gate. */
export function deadlineOf(reports: Reports, legs: readonly Leg[], defaultDeadlineMs: number): Deadline | undefined {
  const everyone = [...reports.source, ...reports.gate, ...reports.target];
  const declared = Date.parse(told(everyone, "handoff.deadline") ?? "");
  if (!Number.isNaN(declared)) return { at: BigInt(declared) * 1_000_000n, declared: true };
  const from = [lastAt(legs, "sent"), lastAt(legs, "gate_decided")].filter((at) => at !== undefined).reduce<bigint | undefined>(later, undefined);
  const start = from ?? reports.target[0]?.span.startUnixNano;
  if (start === undefined) return undefined;
  const timeoutS = numberOf(told(everyone, "handoff.timeout"));
  return timeoutS === undefined
    ? { at: start + BigInt(defaultDeadlineMs) * 1_000_000n, declared: false }
    : { at: start + nanosOf(timeoutS), declared: true };
}

const SECONDS_MAX = 1e9;

/** Seconds as nanoseconds; an absurd limit is brought to thirty years, a negative one to none. */
export const nanosOf = (seconds: number): bigint => BigInt(Math.round(Math.min(Math.max(seconds, 0), SECONDS_MAX) * 1e9));

const later = (a: bigint | undefined, b: bigint): bigint => (a === undefined || b > a ? b : a);

function validationOf(report: Report): ReportedValidation[] {
  const { attributes } = report.span;
  const result = textOf(attributes["handoff.validation.result"]);
  if (result === undefined) return [];
  const stage = textOf(attributes["handoff.validation.stage"]) ?? (report.role === "source" ? "sender" : "receiver");
  return [{ result, errors: listOf(attributes["handoff.validation.errors"]).slice(0, MESSAGES_MAX), stage }];
}

function truncationOf(report: Report): ReportedTruncation | undefined {
  const { attributes } = report.span;
  if (booleanOf(attributes["handoff.truncation.applied"]) !== true) return undefined;
  return {
    reason: textOf(attributes["handoff.truncation.reason"]) ?? "",
    droppedTokens: numberOf(attributes["handoff.truncation.dropped_tokens"]),
    droppedBytes: numberOf(attributes["handoff.truncation.dropped_bytes"]),
    droppedFields: listOf(attributes["handoff.truncation.dropped_fields"]),
  };
}

/** Reason codes and messages of the receiving side, most telling first. */
function notesOf(report: Report): string[] {
  const { attributes } = report.span;
  return [
    textOf(attributes["error.type"]),
    ...listOf(attributes["handoff.warnings"]),
    ...listOf(attributes["handoff.violations"]),
    failureText(report.span) || undefined,
  ].filter((note) => note !== undefined);
}

/**
 * Receptions that went through, per attempt: a second one of the same attempt is a duplicate, a second attempt is a retry. What
 * was logged of a reception that a span tells as well is the same one.
 */
function receptionsOf(targets: readonly Report[]): number {
  const [moments, spans] = [targets.filter(({ span }) => span.isMoment), targets.filter(({ span }) => !span.isMoment)];
  const logged = moments.filter(({ tells }) => tells === "received");
  return Math.max(countPerAttempt(spans), countPerAttempt(logged), moments.length === 0 ? 0 : 1);
}

function countPerAttempt(targets: readonly Report[]): number {
  const through = targets.filter((report) => normaliseStatus(report.span) !== "error" && textOf(report.span.attributes["handoff.state"]) !== "rejected");
  const byAttempt = groupBy(through, (report) => numberOf(report.span.attributes["handoff.retry.attempt"]) ?? 0);
  return [...byAttempt.values()].reduce((most, group) => Math.max(most, group.length), 0);
}

/** The run below the report did call a model or a tool. */
function hasWorked(report: Report): boolean {
  if (report.run !== undefined && firstWorkOf(report.trace, report.run) !== undefined) return true;
  return report.trace.childrenOf(report.span).some((child) => child.isMoment !== true);
}

/** A parent or link that is not in the trace's spans: the sender exists, its span is still on its way. */
function pointsAtUnseenSender(report: Report): boolean {
  const { span, trace } = report;
  if (span.isMoment !== true && span.parentSpanId !== "" && trace.parentOf(span) === undefined) return true;
  return span.links.some((link) => handoffIdOf(link.attributes) === report.handoffId && !trace.has(link.spanId));
}
