import { textOf } from "@/lib/model/attributes.ts";
import type { Span } from "@/lib/model/span.ts";
import { normaliseName } from "../trace/agent-name.ts";
import { type AgentRun, type TraceIndex, byStart } from "../trace/index-trace.ts";

/** Which side of a handoff a span speaks for. */
type ReportRole = "source" | "target" | "gate";

/** A span that speaks of one handoff by our own `handoff.*` attributes. */
export interface Report {
  handoffId: string;
  role: ReportRole;
  span: Span;
  trace: TraceIndex;
  /** The agent at work in the span. */
  run: AgentRun | undefined;
}

const has = (span: Span, prefix: string): boolean => Object.keys(span.attributes).some((key) => key.startsWith(prefix));

const idOf = (span: Span): string | undefined => textOf(span.attributes["handoff.id"]);

/** Every span of a trace that carries a `handoff.id`, with the side or sides it speaks for; in order of start. */
export function reportsIn(trace: TraceIndex): Report[] {
  const reports = trace.spans.flatMap((span) => {
    const handoffId = idOf(span);
    if (handoffId === undefined) return [];
    return rolesOf(trace, span, handoffId).map((role): Report => ({ handoffId, role, span, trace, run: trace.agentAt(span) }));
  });
  return reports.filter((report) => !isInnerCopy(report, reports)).toSorted((a, b) => byStart(a.span, b.span));
}

/** A transport span and the agent's span inside it may both carry the id: one reception, told by the outer one. */
function isInnerCopy(report: Report, reports: readonly Report[]): boolean {
  for (let above = report.trace.parentOf(report.span); above !== undefined; above = report.trace.parentOf(above)) {
    const outer = reports.find((candidate) => candidate.span === above);
    if (outer !== undefined && outer.role === report.role && outer.handoffId === report.handoffId) return true;
  }
  return false;
}

/** One span may tell both sides: a script that hands over and sees it arrive. */
function rolesOf(trace: TraceIndex, span: Span, handoffId: string): ReportRole[] {
  return has(span, "handoff.sent.") && has(span, "handoff.received.") ? ["source", "target"] : [roleOf(trace, span, handoffId)];
}

/**
 * The side a span speaks for, by the plainest sign it has: what it reports, whose span it is, that it is a gate, its kind,
 * where it hangs, its operation. `gen_ai.agent.*` on a span always means the agent executing that span.
 */
function roleOf(trace: TraceIndex, span: Span, handoffId: string): ReportRole {
  if (has(span, "handoff.received.") || textOf(span.attributes["handoff.validation.stage"]) === "receiver") return "target";
  if (has(span, "handoff.sent.")) return "source";
  const byAgent = roleByAgent(trace, span);
  if (byAgent !== undefined) return byAgent;
  if (isGate(span)) return "gate";
  if (span.kind === "server" || span.kind === "consumer") return "target";
  if (span.kind === "client" || span.kind === "producer") return "source";
  return followsReport(trace, span, handoffId) || textOf(span.attributes["gen_ai.operation.name"]) === "invoke_agent" ? "target" : "source";
}

/** A sender may say that a gate is required; a gate's own span says more. */
const isGate = ({ attributes }: Span): boolean =>
  "handoff.gate.status" in attributes || (!("handoff.gate.required" in attributes) && Object.keys(attributes).some((key) => key.startsWith("handoff.gate.")));

/** A span linked to, or below, one with the same handoff comes after it. */
function followsReport(trace: TraceIndex, span: Span, handoffId: string): boolean {
  if (span.links.some((link) => textOf(link.attributes["handoff.id"]) === handoffId)) return true;
  for (let above = trace.parentOf(span); above !== undefined; above = trace.parentOf(above)) if (idOf(above) === handoffId) return true;
  return false;
}

function roleByAgent(trace: TraceIndex, span: Span): ReportRole | undefined {
  const agent = textOf(span.attributes["gen_ai.agent.name"]) ?? trace.agentAt(span)?.name;
  if (agent === undefined) return undefined;
  const isNamed = (key: string) => normaliseName(textOf(span.attributes[key]) ?? "") === normaliseName(agent);
  if (isNamed("handoff.source.agent.name")) return "source";
  if (isNamed("handoff.target.agent.name")) return "target";
  return undefined;
}
