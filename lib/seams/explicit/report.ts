import { textOf } from "@/lib/model/attributes.ts";
import { groupBy } from "@/lib/model/group-by.ts";
import type { Span } from "@/lib/model/span.ts";
import { normaliseName } from "@/lib/model/normalise-name.ts";
import type { LegKind } from "@/lib/model/vocabulary.ts";
import { legOfMoment, type ReportRole, roleOfEvent } from "./event-legs.ts";
import { handoffIdOf } from "./handoff-id.ts";
import { type AgentRun, type TraceIndex, byStart, serviceOf } from "../trace/index-trace.ts";

/** A span that speaks of one handoff by our own `handoff.*` attributes. */
export interface Report {
  handoffId: string;
  role: ReportRole;
  span: Span;
  trace: TraceIndex;
  /** The agent at work in the span. */
  run: AgentRun | undefined;
  /** The one leg that a moment tells, if any; a whole span tells what its side does. */
  tells: LegKind | undefined;
}

const has = (span: Span, prefix: string): boolean => Object.keys(span.attributes).some((key) => key.startsWith(prefix));

const idOf = (span: Span): string | undefined => handoffIdOf(span.attributes);

const BELOW_MAX = 50;
const FEW = 20;

/** Every span of a trace that carries a `handoff.id`, with the side or sides it speaks for; in order of start. */
export function reportsIn(trace: TraceIndex): Report[] {
  const bearers = new Map([...groupBy(trace.spans, idOf)].map(([id, spans]) => [id, new Set(spans)]));
  const reports = trace.spans.flatMap((span) => {
    const handoffId = idOf(span);
    if (handoffId === undefined) return [];
    const others = bearers.get(handoffId) ?? new Set();
    return rolesOf(trace, span, { handoffId, others }).map((role): Report => ({ handoffId, role, span, trace, run: runOf(trace, span), tells: span.isMoment === true ? legOfMoment(span, role) : undefined }));
  });
  return withoutInnerCopies(reports).toSorted((a, b) => byStart(a.span, b.span));
}

/**
 * The run a span speaks of: the one it belongs to; for the receiving end of a remote call, which still hangs below the
 * caller's run, the first run of its own service below it.
 */
function runOf(trace: TraceIndex, span: Span): AgentRun | undefined {
  const above = trace.agentAt(span);
  if (above === undefined || serviceOf(above.span) === serviceOf(span)) return above;
  return firstRunBelow(trace, span);
}

/** Nearest first; a receiving span stands right above the agent's, so only a few are looked at. */
function firstRunBelow(trace: TraceIndex, span: Span): AgentRun | undefined {
  const open = [...trace.childrenOf(span)];
  for (let at = 0; at < Math.min(open.length, BELOW_MAX); at += 1) {
    const below = open[at];
    const run = below === undefined ? undefined : trace.agentAt(below);
    if (below === undefined || serviceOf(below) !== serviceOf(span)) continue;
    if (run?.span === below) return run;
    open.push(...trace.childrenOf(below).slice(0, BELOW_MAX));
  }
  return undefined;
}

/**
 * A transport span and the agent's span inside it may both carry the id: one reception, told by the outer one. A moment inside
 * keeps its facts and its leg, unless that is what the span tells anyway.
 */
function withoutInnerCopies(reports: readonly Report[]): Report[] {
  const alike = groupBy(reports, ({ role, handoffId }) => `${role} ${handoffId}`);
  return [...alike.values()].flatMap((same) => {
    const spans = new Set(same.map((report) => report.span));
    return same.flatMap((report) => {
      if (!hasAbove(report.trace, report.span, spans)) return [report];
      if (report.span.isMoment !== true) return [];
      return [report.tells === "sent" || report.tells === "received" ? { ...report, tells: undefined } : report];
    });
  });
}

/** A few are looked at one by one; many are soon met on the way up. */
function hasAbove(trace: TraceIndex, span: Span, spans: ReadonlySet<Span>): boolean {
  if (spans.size <= FEW) return [...spans].some((other) => trace.isBelow(span, other));
  for (let above = trace.parentOf(span); above !== undefined; above = trace.parentOf(above)) if (spans.has(above)) return true;
  return false;
}

/** A handoff, and all spans of the trace that carry its id. */
interface Told {
  handoffId: string;
  others: ReadonlySet<Span>;
}

/** One span may tell both sides: a script that hands over and sees it arrive. A moment tells none when nothing says whose word it is. */
function rolesOf(trace: TraceIndex, span: Span, handoff: Told): ReportRole[] {
  if (span.isMoment === true && !hasSide(trace, span)) return [];
  return has(span, "handoff.sent.") && has(span, "handoff.received.") ? ["source", "target"] : [roleOf(trace, span, handoff)];
}

/**
 * The side a span speaks for, by the plainest sign it has: what it reports, whose span it is, that it is a gate, its kind,
 * where it hangs, its operation. `gen_ai.agent.*` on a span always means the agent executing that span.
 */
function roleOf(trace: TraceIndex, span: Span, handoff: Told): ReportRole {
  if (has(span, "handoff.received.") || textOf(span.attributes["handoff.validation.stage"]) === "receiver") return "target";
  if (has(span, "handoff.sent.")) return "source";
  const byAgent = roleByAgent(trace, span) ?? (span.isMoment === true ? roleOfEvent(span.name) : undefined);
  if (byAgent !== undefined) return byAgent;
  if (isGate(span)) return "gate";
  if (span.kind === "server" || span.kind === "consumer") return "target";
  if (span.kind === "client" || span.kind === "producer") return "source";
  return followsReport(trace, span, handoff) || textOf(span.attributes["gen_ai.operation.name"]) === "invoke_agent" ? "target" : "source";
}

const hasSide = (trace: TraceIndex, span: Span): boolean =>
  roleOfEvent(span.name) !== undefined || has(span, "handoff.sent.") || has(span, "handoff.received.") || isGate(span) || roleByAgent(trace, span) !== undefined;

/** A sender may say that a gate is required; a gate's own span says more. */
const isGate = ({ attributes }: Span): boolean =>
  "handoff.gate.status" in attributes || (!("handoff.gate.required" in attributes) && Object.keys(attributes).some((key) => key.startsWith("handoff.gate.")));

/** A span linked to, or below, one with the same handoff comes after it. */
const followsReport = (trace: TraceIndex, span: Span, { handoffId, others }: Told): boolean =>
  span.links.some((link) => handoffIdOf(link.attributes) === handoffId) || hasAbove(trace, span, others);

function roleByAgent(trace: TraceIndex, span: Span): ReportRole | undefined {
  const agent = textOf(span.attributes["gen_ai.agent.name"]) ?? runOf(trace, span)?.name;
  if (agent === undefined) return undefined;
  const isNamed = (key: string) => normaliseName(textOf(span.attributes[key]) ?? "") === normaliseName(agent);
  const [isSource, isTarget] = [isNamed("handoff.source.agent.name"), isNamed("handoff.target.agent.name")];
  if (isSource === isTarget) return undefined;
  return isSource ? "source" : "target";
}
