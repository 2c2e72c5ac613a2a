import { listOf, textOf } from "@/lib/model/attributes.ts";
import type { Leg } from "@/lib/model/handoff.ts";
import type { Evidence } from "../evidence.ts";
import { millisBetween } from "../latency.ts";
import { firstAt, lastAt } from "../legs.ts";
import { firstWorkOf } from "../trace/agent-exchange.ts";
import { correlationOf } from "../trace/correlation.ts";
import { byStart } from "../trace/index-trace.ts";
import { skewMsBetween } from "../trace/skew.ts";
import { tokensUsed } from "../trace/tokens-used.ts";
import { parseJsonObject } from "../payload/parse-json.ts";
import { claimsOf, deadlineOf } from "./report-claims.ts";
import { type Reports, sourceOf, targetOf, told, versionsOf } from "./report-ends.ts";
import { legsOf } from "./report-legs.ts";
import { receivedOf, sentOf } from "./report-payloads.ts";
import { termsOf } from "./report-terms.ts";
import type { Report } from "./report.ts";

/** Evidence of one handoff from all spans, in any number of traces, that carry its `handoff.id`. */
export function evidenceFromReports(handoffId: string, unordered: readonly Report[], defaultDeadlineMs: number): Evidence {
  const all = unordered.toSorted((a, b) => byStart(a.span, b.span) || (a.trace.traceId < b.trace.traceId ? -1 : 1));
  const reports: Reports = {
    source: all.filter((report) => report.role === "source"),
    target: all.filter((report) => report.role === "target"),
    gate: all.filter((report) => report.role === "gate"),
  };
  const source = sourceOf(reports);
  const target = targetOf(reports);
  const traceIds = [...new Set(all.map((report) => report.trace.traceId))].toSorted();
  const legs = legsOf(reports, { source: source.name, target: target.name });
  return {
    id: handoffId,
    source,
    target,
    contract: told(all, "handoff.contract.name") ?? "",
    direction: told(all, "handoff.direction") === "return" ? "return" : "forward",
    mode: modeOf(told(all, "gen_ai.transfer.mode")),
    rule: "E",
    confidence: 1,
    corroboration: [],
    joinedBy: traceIds.length > 1 ? { key: "handoff.id", value: handoffId } : null,
    reason: told(all, "handoff.reason") ?? "",
    legs,
    sent: sentOf(reports),
    received: receivedOf(reports),
    returned: undefined,
    schema: declaredSchema(reports),
    governedBy: null,
    versions: versionsOf(reports),
    ...timesOf(reports, legs),
    warnings: warningsOf(all),
    clockSkewMs: skewOf(reports),
    deadline: deadlineOf(reports, legs, defaultDeadlineMs),
    correlationId: correlationOf(...all.map((report) => report.span)),
    parentId: told(all, "handoff.parent_id") ?? "",
    traceIds,
    claims: claimsOf(reports),
    terms: termsOf(reports, legs),
  };
}

const modeOf = (mode: string | undefined): Evidence["mode"] => (mode === "return_to_caller" || mode === "pass_control" ? mode : "unknown");

/** Either side may put its JSON Schema beside the payload; an address of one is never fetched. */
function declaredSchema(reports: Reports): Evidence["schema"] {
  const json = told([...reports.target, ...reports.source], "handoff.contract.schema");
  return parseJsonObject(json) === undefined || json === undefined ? undefined : { origin: "declared", json };
}

function skewOf({ source: [source], target: [target] }: Reports): number | null {
  return source === undefined || target === undefined || source.trace !== target.trace ? null : skewMsBetween(source.trace, source.span, target.span);
}

function timesOf(reports: Reports, legs: readonly Leg[]): Pick<Evidence, "queueMs" | "workMs" | "workTokens"> {
  const target = reports.target[0];
  if (target === undefined) return { queueMs: null, workMs: null, workTokens: null };
  const work = target.run === undefined ? undefined : firstWorkOf(target.trace, target.run);
  return {
    queueMs: work === undefined ? null : millisBetween(target.span.startUnixNano, work.startUnixNano),
    workMs: workMsOf(target, legs),
    workTokens: tokensUsed(target.trace, target.run),
  };
}

/** The target's span is its work; of a target that only logs, it is the time from its reception to its completion. */
function workMsOf({ span }: Report, legs: readonly Leg[]): number | null {
  if (textOf(span.attributes["handoff.state"]) === "rejected") return null;
  return span.isMoment === true ? millisBetween(firstAt(legs, "received"), lastAt(legs, "completed")) : millisBetween(span.startUnixNano, span.endUnixNano);
}

const WARNINGS_MAX = 100;

/** What either side warned of, each once, in order of time. */
const warningsOf = (all: readonly Report[]): string[] => [...new Set(all.flatMap(({ span }) => listOf(span.attributes["handoff.warnings"])))].slice(0, WARNINGS_MAX);
