import { textOf } from "@/lib/model/attributes.ts";
import { groupBy } from "@/lib/model/group-by.ts";
import type { Span } from "@/lib/model/span.ts";
import { isOverBy } from "../trace/clock.ts";
import type { AgentRun, TraceIndex } from "../trace/index-trace.ts";
import { failureText } from "../trace/normalise-status.ts";
import type { FindHits, Hit } from "./hit.ts";

/** How Agent Framework says that a message did not arrive. A condition that was false is a choice of way, and no loss. */
const DROPPED = new Set(["dropped type mismatch", "dropped target mismatch"]);
const FAILED = "exception";

/**
 * C: a message that Microsoft Agent Framework says it did not deliver. Every group of edges is offered each message, so one
 * addressed to an executor is lost only when none of them took it; one addressed to nobody in particular names no target.
 */
export const findDroppedMessages: FindHits = (trace) => {
  const offers = trace.spans.filter((span) => statusOf(span) !== undefined && textOf(span.attributes["message.target_id"]) !== undefined);
  const byMessage = groupBy(offers, (span) => span.links[0]?.spanId ?? span.spanId);
  return [...byMessage.values()].flatMap((group) => {
    const [first] = group;
    const told = group.find((span) => statusOf(span) === FAILED) ?? group.find((span) => DROPPED.has(statusOf(span) ?? ""));
    if (first === undefined || told === undefined || group.some((span) => !isLoss(span))) return [];
    return toHit(trace, told, trace.spanOf(first.links[0]?.spanId ?? "") ?? first);
  });
};

const statusOf = (span: Span): string | undefined => textOf(span.attributes["edge_group.delivery_status"]);

const isLoss = (span: Span): boolean => DROPPED.has(statusOf(span) ?? "") || statusOf(span) === FAILED;

function toHit(trace: TraceIndex, offer: Span, sender: Span): Hit[] {
  const [from = "", to = ""] = [textOf(offer.attributes["message.source_id"]), textOf(offer.attributes["message.target_id"])];
  const source: AgentRun | undefined = trace.agentsNamed(from).findLast((run) => isOverBy(run.span.endUnixNano, offer.startUnixNano));
  if (source === undefined || from === to) return [];
  const status = statusOf(offer) ?? "";
  return [{
    rule: "C",
    confidence: 0.95,
    source: { name: source.name, run: source },
    target: { name: trace.agentsNamed(to)[0]?.name ?? to },
    sender,
    mode: "pass_control",
    direction: "forward",
    ...(status === FAILED ? { refusal: failureText(offer) || status } : { dropped: status, note: `the framework did not deliver it: ${status}` }),
  }];
}
