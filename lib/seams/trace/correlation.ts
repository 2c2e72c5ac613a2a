import { textOf } from "@/lib/model/attributes.ts";
import type { Span } from "@/lib/model/span.ts";

/** Keys of a business task that outlives a trace, most specific first. */
const KEYS = ["handoff.correlation_id", "a2a.task.id", "gen_ai.conversation.id", "session.id"];

/** The business task the spans belong to; the trace id when no span names one. */
export function correlationOf(...spans: readonly (Span | undefined)[]): string {
  const present = spans.filter((span) => span !== undefined);
  for (const key of KEYS) {
    for (const span of present) {
      const value = textOf(span.attributes[key]);
      if (value !== undefined) return value;
    }
  }
  return present[0]?.traceId ?? "";
}
