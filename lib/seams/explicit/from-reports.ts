import { textOf } from "@/lib/model/attributes.ts";
import type { Evidence } from "../evidence.ts";
import { millisBetween } from "../latency.ts";
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
    reason: told(all, "handoff.reason") ?? "",
    legs,
    sent: sentOf(reports),
    received: receivedOf(reports),
    returned: undefined,
    schema: declaredSchema(reports),
    versions: versionsOf(reports),
    ...timesOf(reports),
    clockSkewMs: skewOf(reports),
    deadline: deadlineOf(reports, legs, defaultDeadlineMs),
    correlationId: correlationOf(...all.map((report) => report.span)),
    parentId: told(all, "handoff.parent_id") ?? "",
    traceIds: [...new Set(all.map((report) => report.trace.traceId))].toSorted(),
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

function timesOf(reports: Reports): Pick<Evidence, "queueMs" | "workMs" | "workTokens"> {
  const target = reports.target[0];
  if (target === undefined) return { queueMs: null, workMs: null, workTokens: null };
  const work = target.run === undefined ? undefined : firstWorkOf(target.trace, target.run);
  return {
    queueMs: work === undefined ? null : millisBetween(target.span.startUnixNano, work.startUnixNano),
    workMs: textOf(target.span.attributes["handoff.state"]) === "rejected" ? null : millisBetween(target.span.startUnixNano, target.span.endUnixNano),
    workTokens: tokensUsed(target.trace, target.run),
  };
}
