import { BaseLlm, type BaseLlmConnection, type LlmRequest, type LlmResponse } from "@google/adk";
import { setTimeout as pause } from "node:timers/promises";
import type { Turn } from "../shared/fake-openai.ts";

const usageMetadata = { promptTokenCount: 40, candidatesTokenCount: 12, totalTokenCount: 52 };

/** A model that says, turn after turn, what it was told to. */
export class ScriptedModel extends BaseLlm {
  readonly #turns: Turn[];

  constructor(turns: readonly Turn[]) {
    super({ model: "fake-model" });
    this.#turns = [...turns];
  }

  async *generateContentAsync(_request: LlmRequest): AsyncGenerator<LlmResponse, void> {
    const turn = this.#turns.shift();
    if (turn === undefined) throw new Error("The script has no turn left");
    await pause(12);
    const parts = typeof turn === "string" ? [{ text: turn }] : turn.calls.map((call) => ({ functionCall: { name: call.name, args: call.arguments } }));
    yield { content: { role: "model", parts }, usageMetadata };
  }

  connect(): Promise<BaseLlmConnection> {
    throw new Error("Live runs are not scripted");
  }
}
