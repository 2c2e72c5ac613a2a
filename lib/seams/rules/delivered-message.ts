import { textOf } from "@/lib/model/attributes.ts";
import { isOverBy } from "../trace/clock.ts";
import type { FindHits } from "./hit.ts";
import { targetResolver } from "./resolve-target.ts";

/**
 * C: Microsoft Agent Framework tells of each message whose executor sent it to which (`message.source_id`, `.target_id`).
 * Executors need not be agents and also send to themselves (`internal:x`), so both ends must be agents at work in the trace.
 */
export const findDeliveredMessages: FindHits = (trace) => {
  const resolve = targetResolver(trace);
  return trace.spans.flatMap((span) => {
    const [from, to] = [textOf(span.attributes["message.source_id"]), textOf(span.attributes["message.target_id"])];
    if (from === undefined || to === undefined || from === to) return [];
    const source = trace.agentsNamed(from).findLast((run) => isOverBy(run.span.endUnixNano, span.startUnixNano));
    const target = source === undefined ? undefined : resolve(span, to);
    if (source === undefined || target === undefined) return [];
    return [{
      rule: "C" as const,
      confidence: 0.95,
      source: { name: source.name, run: source },
      target: { name: target.name, run: target },
      sender: span,
      mode: "pass_control" as const,
      direction: "forward" as const,
    }];
  });
};
