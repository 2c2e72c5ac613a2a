import type { SpanWhat } from "@/lib/model/span-window.ts";

/** In the order of `SPAN_WHATS`, which stands beside schemas that a browser need not load; the type holds them together. */
export const SPAN_WHATS_IN_ORDER = ["agent", "model", "tool", "gate", "handoff", "retry", "remote", "message", "work"] as const satisfies readonly SpanWhat[];

/** What a span is, in words. */
export const WHAT_WORDS: Record<SpanWhat, string> = {
  agent: "agent run", model: "call of a model", tool: "tool call", gate: "gate", handoff: "evidence of a handoff", retry: "another try", remote: "remote call", message: "message", work: "work",
};
