import { textOf } from "@/lib/model/attributes.ts";
import type { Span } from "@/lib/model/span.ts";
import { normaliseName } from "@/lib/model/normalise-name.ts";
import type { TraceIndex } from "../trace/index-trace.ts";
import { readInput, readOutput } from "../trace/read-messages.ts";
import type { FindHits } from "./hit.ts";

/** AG2's stand-in for a person who starts a group's chat. */
const PERSON = "_User";

/**
 * E: an AG2 agent that starts a chat with another. By OpenInference the chat's span names both; AG2's own names who starts
 * it, and the other is the one whose reply is below.
 */
export const findStartedChats: FindHits = (trace) =>
  trace.spans.flatMap((span) => {
    const source = startedBy(span);
    if (source === undefined || source === PERSON) return [];
    const target = repliesIn(trace, span).find((run) => normaliseName(run.name) !== normaliseName(source));
    if (target === undefined) return [];
    const run = trace.agentAt(span);
    return [{
      rule: "E" as const,
      confidence: 1,
      source: { name: source, run: run?.span === span ? run : undefined },
      target: { name: target.name, run: target },
      sender: span,
      mode: "return_to_caller" as const,
      direction: "forward" as const,
      sent: readInput(span),
      returned: readOutput(span),
    }];
  });

function startedBy(span: Span): string | undefined {
  if ("ag2.recipient.name" in span.attributes) return textOf(span.attributes["agent.name"]);
  return textOf(span.attributes["ag2.span.type"]) === "conversation" ? textOf(span.attributes["gen_ai.agent.name"]) : undefined;
}

const repliesIn = (trace: TraceIndex, span: Span) =>
  trace.childrenOf(span).flatMap((child) => {
    const run = trace.agentAt(child);
    return run === undefined || run.span !== child ? [] : [run];
  });
