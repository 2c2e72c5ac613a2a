import { type Attributes, SpanKind } from "@opentelemetry/api";
import type { Dice } from "./dice.ts";
import type { Activity } from "./telemetry.ts";

/** What a span of an agent at work carries (OpenTelemetry GenAI, `invoke_agent`). */
export const agentAt = (name: string, version: string): Attributes => ({
  "gen_ai.operation.name": "invoke_agent", "gen_ai.provider.name": "demo", "gen_ai.agent.name": name, "gen_ai.agent.version": version,
});

/** Which conversation it is part of, and what the agent was given. */
export const given = (conversation: string, text: string): Attributes => ({ "gen_ai.conversation.id": conversation, "gen_ai.input.messages": asUser(text) });

/** What the span of a call to an agent in another service carries. */
export const callOf = (agent: string, conversation: string): Attributes => ({
  "gen_ai.operation.name": "invoke_agent", "gen_ai.provider.name": "demo", "gen_ai.agent.name": agent, "gen_ai.conversation.id": conversation,
});

/** What the span of a tool's run carries; arguments are the text the model wrote. */
export const toolRun = (tool: string, args: string, result?: string): Attributes => ({
  "gen_ai.operation.name": "execute_tool", "gen_ai.tool.name": tool, "gen_ai.tool.type": "function", "gen_ai.tool.call.arguments": args,
  ...(result === undefined ? {} : { "gen_ai.tool.call.result": result }),
});

/** Runs a tool for that long. */
export async function useTool(run: Activity, tool: string, args: Record<string, string>, forMs: number): Promise<void> {
  const call = run.begin(`execute_tool ${tool}`, { attributes: toolRun(tool, JSON.stringify(args)) });
  call.spend(forMs);
  await call.end();
}

/** A tool a model may call, with the JSON Schema of its arguments. */
export interface Tool {
  name: string;
  description: string;
  schema: Record<string, unknown>;
}

/** One call of a language model: what it was told, what it answered, which tools it asked for. */
export interface Turn {
  asked: string;
  answered: string;
  tools?: readonly Tool[];
  calls?: readonly { tool: string; arguments: string }[];
  /** Median duration in milliseconds. */
  usuallyMs?: number;
}

const MODEL = "demo-large-1";

/** Calls the model once; its messages are on the span as the GenAI conventions have them. */
export async function chat(run: Activity, dice: Dice, turn: Turn): Promise<void> {
  const call = run.begin(`chat ${MODEL}`, { kind: SpanKind.CLIENT, attributes: messagesOf(turn) });
  call.spend(dice.around(turn.usuallyMs ?? 1400, 0.45));
  await call.end();
}

function messagesOf({ asked, answered, tools = [], calls = [] }: Turn): Attributes {
  const parts = [
    ...(answered === "" ? [] : [{ type: "text", content: answered }]),
    ...calls.map((call, index) => ({ type: "tool_call", id: `call_${index + 1}`, name: call.tool, arguments: readable(call.arguments) })),
  ];
  return {
    "gen_ai.operation.name": "chat", "gen_ai.provider.name": "demo", "gen_ai.request.model": MODEL,
    "gen_ai.input.messages": asUser(asked),
    "gen_ai.output.messages": JSON.stringify([{ role: "assistant", parts, finish_reason: calls.length === 0 ? "stop" : "tool_calls" }]),
    "gen_ai.usage.input_tokens": tokensIn(asked), "gen_ai.usage.output_tokens": tokensIn(JSON.stringify(parts)),
    ...(tools.length === 0 ? {} : { "gen_ai.tool.definitions": JSON.stringify(tools.map(definitionOf)) }),
  };
}

const definitionOf = ({ name, description, schema }: Tool) => ({ type: "function", name, description, parameters: schema });

/** A text as a conversation of one message. */
const asUser = (text: string): string => JSON.stringify([{ role: "user", parts: [{ type: "text", content: text }] }]);

/** A rough count, as estimates go: four characters a token. */
export const tokensIn = (text: string): number => Math.ceil(text.length / 4);

/** Models mostly answer with an object; when they do not, the text stays as it came. */
function readable(text: string): unknown {
  try {
    const value: unknown = JSON.parse(text);
    return value;
  } catch {
    return text;
  }
}
