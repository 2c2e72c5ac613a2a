import { type AttributeValue, attributesOf } from "@/lib/model/attributes.ts";
import type { Span } from "@/lib/model/span.ts";
import { makeSpan } from "@/lib/testing/make-span.ts";

const START = 1_795_200_000_000_000_000n;
const STEP = 10_000_000n;
const TRACE = "5".padStart(32, "0");
const WORKERS = 5;
/** A span in this many is an agent's where shapes have other spans, too. */
const AGENT_EVERY = 10;

type Pairs = [string, AttributeValue][];

const idOf = (index: number): string => (index + 1).toString(16).padStart(16, "0");
const agent = (name: string): Pairs => [["gen_ai.operation.name", "invoke_agent"], ["gen_ai.agent.name", name]];
const said = (text: string): Pairs => [["gen_ai.output.messages", JSON.stringify([{ role: "assistant", parts: [{ type: "text", content: text }] }])]];
const model = (text: string): Pairs => [["gen_ai.operation.name", "chat"], ["gen_ai.input.messages", JSON.stringify([{ role: "user", parts: [{ type: "text", content: text }] }])], ...said(`answer to ${text}`)];
const tool = (name: string, args: object): Pairs => [["gen_ai.operation.name", "execute_tool"], ["gen_ai.tool.name", name], ["gen_ai.tool.call.arguments", JSON.stringify(args)]];

/** Span `index`, one step after the one before it, below the span of index `parent` (-1: below none). */
function span(index: number, parent: number, attributes: Pairs, steps = 1): Span {
  const startUnixNano = START + BigInt(index) * STEP;
  return makeSpan({ traceId: TRACE, spanId: idOf(index), parentSpanId: parent < 0 ? "" : idOf(parent), name: "step", startUnixNano, endUnixNano: startUnixNano + BigInt(steps) * STEP, attributes: attributesOf(attributes) });
}

/** `count` spans, each made from its place. */
const many = (count: number, make: (index: number) => Span): Span[] => Array.from({ length: count }, (_, index) => make(index));

const task = (index: number): string => `look up item ${index} and report what it costs`;

/** Traces of one shape and of any number of spans, as they occur at their worst. */
export const SHAPES: Readonly<Record<string, (count: number) => Span[]>> = {
  "a chain: every span below the one before": (count) => many(count, (index) => span(index, index - 1, index % AGENT_EVERY === 0 ? agent(`agent ${(index / AGENT_EVERY) % WORKERS}`) : index % AGENT_EVERY === 1 ? model(task(index)) : [], count - index)),
  "a fan: all agents below one root": (count) => many(count, (index) => span(index, index === 0 ? -1 : 0, index === 0 ? [] : [...agent(`worker ${index % WORKERS}`), ...said(task(index))], index === 0 ? count : 1)),
  "an agent with thousands of tools": (count) => many(count, (index) => span(index, index === 0 ? -1 : 0, index === 0 ? agent("assistant") : index % 2 === 0 ? tool("search", { query: task(index) }) : model(task(index)), index === 0 ? count : 1)),
  "a supervisor that transfers again and again": (count) =>
    many(count, (index) => {
      const part = (index - 1) % 4;
      if (index === 0) return span(index, -1, agent("supervisor"), count);
      if (part === 0) return span(index, 0, model(task(index)));
      if (part === 1) return span(index, 0, tool("transfer_to_agent", { agent_name: `worker ${index % WORKERS}`, task: task(index) }), 3);
      return part === 2 ? span(index, index - 1, agent(`worker ${(index - 1) % WORKERS}`), 2) : span(index, index - 1, model(task(index)));
    }),
  "a log of messages": (count) =>
    many(count, (index) => {
      const worker = `worker ${Math.floor(index / 3) % WORKERS}`;
      const texts = [JSON.stringify({ is_request_satisfied: { answer: false }, next_speaker: { reason: "next", answer: worker }, instruction_or_question: { answer: task(index + 1) } }), task(index), `it costs ${index}`];
      return span(index, -1, [["gen_ai.agent.name", index % 3 === 2 ? worker : "orchestrator"], ["gen_ai.completion", texts[index % 3] ?? ""]]);
    }),
  "handoffs that agents report themselves": (count) =>
    many(count, (index) => span(index, index - 1, [["handoff.id", `h${Math.floor(index / 2)}`], ["handoff.source.agent.name", `agent ${index % WORKERS}`], ["handoff.target.agent.name", `agent ${(index + 1) % WORKERS}`], ["gen_ai.agent.name", `agent ${index % WORKERS}`]], count - index)),
};
