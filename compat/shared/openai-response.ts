import { z } from "zod";
import type { Turn } from "./fake-openai.ts";

const usage = { input_tokens: 40, output_tokens: 12, total_tokens: 52, input_tokens_details: { cached_tokens: 0 }, output_tokens_details: { reasoning_tokens: 0 } };

/** What matters of a question; its tools and instructions are repeated in the answer. */
export const Asked = z.object({ stream: z.boolean().optional(), tools: z.unknown().optional(), instructions: z.unknown().optional(), tool_choice: z.unknown().optional() });
export type Asked = z.infer<typeof Asked>;

/** A turn as the Responses API answers it. */
export function responseOf(id: string, turn: Turn, { tools = [], instructions = null, tool_choice = "auto" }: Asked): Record<string, unknown> {
  return {
    id: `resp_${id}`, object: "response", created_at: 1_795_200_000, model: "fake-model", status: "completed", instructions, tools, tool_choice,
    output: itemsOf(id, turn), usage,
  };
}

function itemsOf(id: string, turn: Turn): Record<string, unknown>[] {
  if (typeof turn === "string") {
    return [{ id: `msg_${id}`, type: "message", role: "assistant", status: "completed", content: [{ type: "output_text", text: turn, annotations: [] }] }];
  }
  return turn.calls.map((call, index) => ({
    id: `fc_${id}_${index}`, type: "function_call", status: "completed", call_id: `call_${id}_${index}`, name: call.name, arguments: JSON.stringify(call.arguments),
  }));
}

/** The same turn as server-sent events: created, text in two deltas or the calls, completed. */
export function responseEventsOf(id: string, turn: Turn, asked: Asked): string[] {
  const response = responseOf(id, turn, asked);
  const items = itemsOf(id, turn).flatMap((item, index) => [
    { type: "response.output_item.added", output_index: index, item },
    ...(typeof turn === "string" ? deltasOf(String(item["id"]), turn) : []),
    { type: "response.output_item.done", output_index: index, item },
  ]);
  const events = [{ type: "response.created", response: { ...response, status: "in_progress", output: [] } }, ...items, { type: "response.completed", response }];
  return events.map((event, index) => `event: ${event.type}\ndata: ${JSON.stringify({ ...event, sequence_number: index })}\n\n`);
}

function deltasOf(itemId: string, text: string): { type: string }[] {
  const middle = Math.ceil(text.length / 2);
  return [text.slice(0, middle), text.slice(middle)].map((delta) => ({ type: "response.output_text.delta", item_id: itemId, output_index: 0, content_index: 0, delta }));
}
