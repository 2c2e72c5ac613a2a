import { textOf } from "@/lib/model/attributes.ts";
import { normaliseName } from "@/lib/model/normalise-name.ts";
import type { Span } from "@/lib/model/span.ts";
import { executingAgentOf } from "../trace/agent-name.ts";
import { isOverBy } from "../trace/clock.ts";
import type { AgentRun, TraceIndex } from "../trace/index-trace.ts";
import { linksOf } from "../trace/links.ts";
import { nearestRun, runOf } from "../trace/run-below.ts";
import type { Hit, TraceOf } from "./hit.ts";

/** `messaging.operation.type` of who takes a message (OpenTelemetry messaging conventions, also under the older key). */
const TAKING = new Set(["receive", "process", "deliver"]);

/**
 * L: a span that takes a message links to the span that sent it, in the same trace or in another one. Links are used for
 * much else (retries, causes, batches), so one of the two must say by its kind what it does, and both ends must be agents.
 */
export function findSpanLinks(trace: TraceIndex, traceOf: TraceOf): Hit[] {
  return trace.spans.flatMap((span) => {
    const target = span.links.length === 0 ? undefined : receiverAt(trace, span);
    if (target === undefined) return [];
    const hits = linksOf(span).flatMap((link) => {
      const from = traceOf(link.traceId);
      const sender = from?.spanOf(link.spanId);
      if (from === undefined || sender === undefined || !(isReceiver(span) || isSender(sender))) return [];
      const source = senderAt(from, sender);
      return source === undefined || source.span === target.span || normaliseName(source.name) === normaliseName(target.name) ? [] : [toHit(source, target, sender)];
    });
    const sources = new Set(hits.map((hit) => hit.sender.spanId)).size;
    return sources < 2 ? hits : hits.map((hit) => ({ ...hit, note: `one of ${sources} messages that ${target.name} was given together` }));
  });
}

const toHit = (source: AgentRun, target: AgentRun, sender: Span): Hit => ({
  rule: "L",
  confidence: 0.95,
  source: { name: source.name, run: source },
  target: { name: target.name, run: target },
  sender,
  mode: "pass_control",
  direction: "forward",
  joinedBy: { key: "span link", value: `${sender.traceId}:${sender.spanId}` },
});

/** Agent Framework's own: the executor takes what `message.send` spans it links to have sent. */
const isExecutor = (span: Span): boolean => span.name.startsWith("executor.process");

function isReceiver(span: Span): boolean {
  const operation = textOf(span.attributes["messaging.operation.type"]) ?? textOf(span.attributes["messaging.operation"]) ?? "";
  return span.kind === "consumer" || TAKING.has(operation);
}

const isSender = (span: Span): boolean => span.kind === "producer" || (span.kind === "client" && "messaging.system" in span.attributes);

/** The agent that the message set to work: below the span that took it, else the one at work in it. */
function receiverAt(trace: TraceIndex, span: Span): AgentRun | undefined {
  const at = trace.agentAt(span);
  if (at !== undefined && !at.isContainer && !isExecutor(span)) return at;
  return nearestRun(trace, span) ?? (isExecutor(span) ? undefined : (at ?? named(span)));
}

/** The agent at work in the sending span. An executor of Agent Framework sends after its agent is done. */
function senderAt(trace: TraceIndex, span: Span): AgentRun | undefined {
  const above = trace.parentOf(span);
  if (above !== undefined && isExecutor(above)) {
    return trace.childrenOf(above).flatMap((child) => runOf(trace, child) ?? []).findLast((run) => isOverBy(run.span.endUnixNano, span.startUnixNano));
  }
  return trace.agentAt(span) ?? named(span);
}

/** A span that names who executes it stands for that agent's run where there is no other. */
function named(span: Span): AgentRun | undefined {
  const name = executingAgentOf(span);
  return name === undefined ? undefined : { span, name, isContainer: false };
}
