import { booleanOf, textOf } from "@/lib/model/attributes.ts";
import { groupBy } from "@/lib/model/group-by.ts";
import type { Span } from "@/lib/model/span.ts";
import { isOverBy } from "../trace/clock.ts";
import type { AgentRun, TraceIndex } from "../trace/index-trace.ts";
import type { Captured } from "../trace/read-messages.ts";
import type { FindHits, Hit } from "./hit.ts";
import { targetResolver } from "./resolve-target.ts";
import { successionsIn } from "./succession.ts";

/** C: messages of which the framework says who sent them and who was given them, when both are agents at work in the trace. */
export const findDeliveredMessages: FindHits = (trace) => [...deliveredToExecutors(trace), ...deliveredToNextSpeakers(trace)];

/**
 * Microsoft Agent Framework tells of each message whose executor sent it to which (`message.source_id`, `.target_id`).
 * Executors need not be agents and also send to themselves (`internal:x`).
 */
function deliveredToExecutors(trace: TraceIndex): Hit[] {
  const resolve = targetResolver(trace);
  return trace.spans.flatMap((span) => {
    const [from, to] = [textOf(span.attributes["message.source_id"]), textOf(span.attributes["message.target_id"])];
    if (from === undefined || to === undefined || from === to || booleanOf(span.attributes["edge_group.delivered"]) === false) return [];
    const source = trace.agentsNamed(from).findLast((run) => isOverBy(run.span.endUnixNano, span.startUnixNano));
    const target = source === undefined ? undefined : resolve(span, to);
    return source === undefined || target === undefined ? [] : [toHit(span, source, target)];
  });
}

/**
 * AutoGen's runtime tells of each message which agent's type sent it to which (`sender_agent_type`, `recipient_agent_type`:
 * an agent's id up to the slash). In a group chat all are given everything; it is handed over to whoever's turn comes next.
 */
function deliveredToNextSpeakers(trace: TraceIndex): Hit[] {
  const deliveries = groupBy(trace.spans, (span) => pair(textOf(span.attributes["sender_agent_type"]), textOf(span.attributes["recipient_agent_type"])));
  deliveries.delete(pair(undefined, undefined));
  if (deliveries.size === 0) return [];
  return successionsIn(trace).flatMap(({ source, target, isReturn }) => {
    const between = deliveries.get(pair(typeOf(source), typeOf(target)))?.find((span) => span.startUnixNano >= source.span.startUnixNano);
    if (between === undefined || between.startUnixNano > target.span.startUnixNano) return [];
    const body = textOf(between.attributes["message"]);
    const sent = body === undefined ? undefined : { body, from: "message" };
    return [{ ...toHit(between, source, target, sent), direction: isReturn ? "return" as const : "forward" as const }];
  });
}

const pair = (from: string | undefined, to: string | undefined): string => `${from ?? ""} > ${to ?? ""}`;

const typeOf = ({ span }: AgentRun): string | undefined => textOf(span.attributes["gen_ai.agent.id"])?.split("/")[0];

const toHit = (sender: Span, source: AgentRun, target: AgentRun, sent?: Captured): Hit => ({
  rule: "C",
  confidence: 0.95,
  source: { name: source.name, run: source },
  target: { name: target.name, run: target },
  sender,
  mode: "pass_control",
  direction: "forward",
  sent,
});
