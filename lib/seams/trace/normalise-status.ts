import { textOf } from "@/lib/model/attributes.ts";
import type { Span, StatusCode } from "@/lib/model/span.ts";

/**
 * Exceptions by which frameworks steer, not fail: LangGraph throws `ParentCommand` on every tool-based handoff and
 * `GraphInterrupt` on every human gate, and its instrumentation marks the spans as errors.
 */
const CONTROL_FLOW = /\b(ParentCommand|GraphInterrupt|NodeInterrupt)\b|\bCommand\(/;
const INTERRUPT = /\b(GraphInterrupt|NodeInterrupt)\b/;

/** The span's status with framework control flow set aside. */
export function normaliseStatus(span: Span): StatusCode {
  if (span.statusCode !== "error") return span.statusCode;
  return CONTROL_FLOW.test(failureText(span)) ? "ok" : "error";
}

/** Whether the span stopped to ask: the gate it opened is told by the exception, which in Python goes with status ok. */
export const isInterrupt = (span: Span): boolean => INTERRUPT.test(failureText(span));

/** What the span says of its failure: the status message and the messages of its exceptions. */
export function failureText(span: Span): string {
  const exceptions = span.events.filter((event) => event.name === "exception");
  const texts = exceptions.flatMap((event) => [
    textOf(event.attributes["exception.type"]) ?? "",
    textOf(event.attributes["exception.message"]) ?? "",
  ]);
  return [span.statusMessage, ...texts].join("\n").trim();
}
