import { simulateReadableStream } from "ai";
import { MockLanguageModelV4 } from "ai/test";
import type { Turn } from "../shared/fake-openai.ts";

const usage = { inputTokens: { total: 40, noCache: 40, cacheRead: 0, cacheWrite: 0 }, outputTokens: { total: 12, text: 12, reasoning: 0 } };

/** A model that says, turn after turn, what it was told to; it can only be streamed. */
export function scriptedModel(name: string, script: readonly Turn[]): MockLanguageModelV4 {
  const turns = [...script];
  return new MockLanguageModelV4({
    modelId: "fake-model",
    doStream: async () => {
      const turn = turns.shift();
      if (turn === undefined) throw new Error(`The script has no turn left for ${name}`);
      return { stream: simulateReadableStream({ chunks: chunksOf(`${name}_${turns.length}`, turn), initialDelayInMs: 10, chunkDelayInMs: 2 }) };
    },
  });
}

function chunksOf(id: string, turn: Turn) {
  const isText = typeof turn === "string";
  const said = isText
    ? [{ type: "text-start" as const, id }, ...turn.split(/(?<= )/).map((delta) => ({ type: "text-delta" as const, id, delta })), { type: "text-end" as const, id }]
    : turn.calls.map((call, index) => ({ type: "tool-call" as const, toolCallId: `call_${id}_${index}`, toolName: call.name, input: JSON.stringify(call.arguments) }));
  const finishReason = isText ? { unified: "stop" as const, raw: "stop" } : { unified: "tool-calls" as const, raw: "tool_calls" };
  return [{ type: "stream-start" as const, warnings: [] }, ...said, { type: "finish" as const, usage, finishReason }];
}
