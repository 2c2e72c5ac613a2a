import type { Turn } from "./fake-openai.ts";

const usage = { prompt_tokens: 40, completion_tokens: 12, total_tokens: 52 };

/** A turn as the Chat Completions API answers it. */
export function completionOf(id: string, turn: Turn): Record<string, unknown> {
  const message = { role: "assistant", content: typeof turn === "string" ? turn : null, ...callsOf(id, turn) };
  return { ...head(id, "chat.completion"), choices: [{ index: 0, message, finish_reason: finishOf(turn) }], usage };
}

/** The same turn as server-sent events: a text comes in two chunks. */
export function completionChunksOf(id: string, turn: Turn): string[] {
  const deltas = typeof turn === "string" ? halves(turn).map((content) => ({ role: "assistant", content })) : [{ role: "assistant", content: null, ...callsOf(id, turn) }];
  const chunks = [
    ...deltas.map((delta) => ({ ...head(id, "chat.completion.chunk"), choices: [{ index: 0, delta, finish_reason: null }] })),
    { ...head(id, "chat.completion.chunk"), choices: [{ index: 0, delta: {}, finish_reason: finishOf(turn) }], usage },
  ];
  return [...chunks.map((chunk) => `data: ${JSON.stringify(chunk)}\n\n`), "data: [DONE]\n\n"];
}

const head = (id: string, object: string) => ({ id: `chatcmpl_${id}`, object, created: 1_795_200_000, model: "fake-model" });

const finishOf = (turn: Turn): string => (typeof turn === "string" ? "stop" : "tool_calls");

function callsOf(id: string, turn: Turn): { tool_calls?: unknown[] } {
  if (typeof turn === "string") return {};
  return {
    tool_calls: turn.calls.map((call, index) => ({
      index, id: `call_${id}_${index}`, type: "function", function: { name: call.name, arguments: JSON.stringify(call.arguments) },
    })),
  };
}

function halves(text: string): string[] {
  const middle = Math.ceil(text.length / 2);
  return [text.slice(0, middle), text.slice(middle)];
}
