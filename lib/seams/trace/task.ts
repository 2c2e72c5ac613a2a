import { numberOf, textOf } from "@/lib/model/attributes.ts";
import type { Span } from "@/lib/model/span.ts";

/** The attribute by which the two sides of an A2A task, and its later turns, know it (semantic-conventions-genai #195). */
export const TASK = "a2a.task.id";

/** The task that a span speaks of. */
export const taskOf = (span: Span): string | undefined => textOf(span.attributes[TASK]);

/** Position is the number that A2A's JavaScript SDK holds in memory. */
const STATES = ["unspecified", "submitted", "working", "completed", "failed", "canceled", "input_required", "rejected", "auth_required"] as const;
/** A state of an A2A task, in A2A's words but lower-case. */
export type TaskState = (typeof STATES)[number];

/** The task's state as the span tells it, however it is written: `TASK_STATE_INPUT_REQUIRED`, `input-required`, 6. */
export function taskStateOf(span: Span): TaskState | undefined {
  const value = span.attributes["a2a.task.state"];
  const text = textOf(value)?.toLowerCase().replace(/^task_state_/, "").replaceAll("-", "_").replace("cancelled", "canceled");
  return STATES.find((state) => state === text) ?? STATES[numberOf(value) ?? -1];
}

/** Methods that hand work over or answer a question; all others ask about a task that runs. */
const SENDING = new Set(["message/send", "message/stream", "sendmessage", "sendstreamingmessage", "send_message", "send_streaming_message"]);

/** Whether an A2A call sends a message; one that does not name its method is taken to. */
export function sendsMessage(span: Span): boolean {
  const method = textOf(span.attributes["a2a.method.name"]);
  return method === undefined || SENDING.has(method.toLowerCase());
}
