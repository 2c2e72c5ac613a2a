import { type Attributes, textOf } from "@/lib/model/attributes.ts";
import type { Span } from "@/lib/model/span.ts";
import { normaliseName } from "../trace/agent-name.ts";
import { type AgentRun, type TraceIndex, byStart } from "../trace/index-trace.ts";

/** Which side of a handoff a span speaks for. */
export type ReportRole = "source" | "target" | "gate";

/** A span that speaks of one handoff by our own `handoff.*` attributes. */
export interface Report {
  handoffId: string;
  role: ReportRole;
  span: Span;
  trace: TraceIndex;
  /** The agent at work in the span. */
  run: AgentRun | undefined;
}

const has = (attributes: Attributes, prefix: string): boolean => Object.keys(attributes).some((key) => key.startsWith(prefix));

/** Every span of a trace that carries a `handoff.id`, with the side it speaks for; in order of start. */
export function reportsIn(trace: TraceIndex): Report[] {
  const reports = trace.spans.flatMap((span) => {
    const handoffId = textOf(span.attributes["handoff.id"]);
    return handoffId === undefined ? [] : [{ handoffId, role: roleOf(trace, span), span, trace, run: trace.agentAt(span) }];
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

/**
 * The side a span speaks for, by the plainest sign it has: what it reports, then its kind, then the agent it runs in, then
 * its operation. `gen_ai.agent.*` on a span always means the agent executing that span.
 */
function roleOf(trace: TraceIndex, span: Span): ReportRole {
  const { attributes } = span;
  if (has(attributes, "handoff.received.") || textOf(attributes["handoff.validation.stage"]) === "receiver") return "target";
  if (has(attributes, "handoff.sent.")) return "source";
  if (has(attributes, "handoff.gate.") && !isTransfer(span)) return "gate";
  if (span.kind === "server" || span.kind === "consumer") return "target";
  if (span.kind === "client" || span.kind === "producer") return "source";
  return roleByAgent(trace, span) ?? (textOf(attributes["gen_ai.operation.name"]) === "invoke_agent" ? "target" : "source");
}

/** A span that itself hands over or takes over, and merely mentions a gate. */
const isTransfer = (span: Span): boolean =>
  ["server", "consumer", "client", "producer"].includes(span.kind) ||
  ["execute_tool", "invoke_agent"].includes(textOf(span.attributes["gen_ai.operation.name"]) ?? "");

function roleByAgent(trace: TraceIndex, span: Span): ReportRole | undefined {
  const agent = textOf(span.attributes["gen_ai.agent.name"]) ?? trace.agentAt(span)?.name;
  if (agent === undefined) return undefined;
  const isNamed = (key: string) => normaliseName(textOf(span.attributes[key]) ?? "") === normaliseName(agent);
  if (isNamed("handoff.source.agent.name")) return "source";
  if (isNamed("handoff.target.agent.name")) return "target";
  return undefined;
}
