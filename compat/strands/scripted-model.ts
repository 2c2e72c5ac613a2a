import { Model, type BaseModelConfig, type Message, type ModelStreamEvent } from "@strands-agents/sdk";
import { setTimeout as pause } from "node:timers/promises";
import type { Turn } from "../shared/fake-openai.ts";

/** A model that says, turn after turn, what it was told to. */
export class ScriptedModel extends Model<BaseModelConfig> {
  readonly #turns: Turn[];
  #calls = 0;
  #config: BaseModelConfig = { modelId: "fake-model" };

  constructor(turns: readonly Turn[]) {
    super();
    this.#turns = [...turns];
  }

  updateConfig(config: BaseModelConfig): void {
    this.#config = { ...this.#config, ...config };
  }

  getConfig(): BaseModelConfig {
    return this.#config;
  }

  async *stream(_messages: Message[]): AsyncIterable<ModelStreamEvent> {
    const turn = this.#turns.shift();
    if (turn === undefined) throw new Error("The script has no turn left");
    await pause(12);
    yield { type: "modelMessageStartEvent", role: "assistant" };
    yield* typeof turn === "string" ? this.#textBlock(turn) : turn.calls.flatMap((call) => this.#callBlock(call.name, call.arguments));
    yield { type: "modelMessageStopEvent", stopReason: typeof turn === "string" ? "endTurn" : "toolUse" };
    yield { type: "modelMetadataEvent", usage: { inputTokens: 40, outputTokens: 12, totalTokens: 52 }, metrics: { latencyMs: 12 } };
  }

  #textBlock(text: string): ModelStreamEvent[] {
    return [
      { type: "modelContentBlockStartEvent" },
      { type: "modelContentBlockDeltaEvent", delta: { type: "textDelta", text } },
      { type: "modelContentBlockStopEvent" },
    ];
  }

  #callBlock(name: string, args: Record<string, unknown>): ModelStreamEvent[] {
    const toolUseId = `call_${(this.#calls += 1)}`;
    return [
      { type: "modelContentBlockStartEvent", start: { type: "toolUseStart", name, toolUseId } },
      { type: "modelContentBlockDeltaEvent", delta: { type: "toolUseInputDelta", input: JSON.stringify(args) } },
      { type: "modelContentBlockStopEvent" },
    ];
  }
}
