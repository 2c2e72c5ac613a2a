import { textOf } from "./attributes.ts";
import { eventNameOf, factsOf, type LogRecord } from "./log-record.ts";

/** Events of OpenTelemetry's GenAI conventions that hold what a model read or answered. */
const CONTENT_EVENTS = new Set([
  "gen_ai.client.inference.operation.details", "gen_ai.system.message", "gen_ai.user.message", "gen_ai.assistant.message", "gen_ai.tool.message", "gen_ai.choice",
]);

/** Why a log record is of no use for handoffs. */
export type LogIgnored = "no_event" | "other_event" | "content_without_span" | "handoff_without_id";

/** Whether an event of this name tells of a handoff. */
export const isHandoffEvent = (name: string): boolean => name.startsWith("handoff.");

/**
 * Why the record is not kept, or undefined when it is: it speaks of a handoff that can be found (by its id, or by the span it
 * belongs to), or holds the messages of a model call whose span is named.
 */
export function whyIgnored(record: LogRecord): LogIgnored | undefined {
  const { traceId, spanId } = record;
  const name = eventNameOf(record);
  const belongsToSpan = traceId !== "" && spanId !== "";
  if (CONTENT_EVENTS.has(name)) return belongsToSpan ? undefined : "content_without_span";
  const facts = factsOf(record);
  if (isHandoffEvent(name) || Object.keys(facts).some(isHandoffEvent)) return belongsToSpan || textOf(facts["handoff.id"]) !== undefined ? undefined : "handoff_without_id";
  return name === "" ? "no_event" : "other_event";
}
