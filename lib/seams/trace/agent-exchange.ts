import { textOf } from "@/lib/model/attributes.ts";
import type { AgentRun, TraceIndex } from "./index-trace.ts";
import { type Captured, readInput, readOutput } from "./read-messages.ts";
import { isLlm } from "./span-role.ts";

/** What the agent was given: told on its own span, else the first thing its model read. */
export function inputOf(trace: TraceIndex, agent: AgentRun): Captured | undefined {
  const own = readInput(agent.span);
  if (own !== undefined) return own;
  return firstCaptured(trace.modelsOf(agent.span).map((span) => () => readInput(span)));
}

/** What the agent said in the end: the last thing its model answered with text, else what its own span says. */
export function outputOf(trace: TraceIndex, agent: AgentRun): Captured | undefined {
  const models = trace.modelsOf(agent.span).toReversed();
  return firstCaptured([...models.map((span) => () => readOutput(span)), () => readOutput(agent.span)]);
}

/** The first span in which the agent really worked: its first model or tool call. */
export const firstWorkOf = (trace: TraceIndex, agent: AgentRun) =>
  trace.ownSpansOf(agent).find((span) => isLlm(span) || textOf(span.attributes["gen_ai.operation.name"]) === "execute_tool");

/** Version the agent's run declares, else that of its service; "" when neither is known. */
export function versionOf(agent: AgentRun): string {
  return textOf(agent.span.attributes["gen_ai.agent.version"]) ?? textOf(agent.span.resource.attributes["service.version"]) ?? "";
}

function firstCaptured(readers: readonly (() => Captured | undefined)[]): Captured | undefined {
  for (const read of readers) {
    const captured = read();
    if (captured !== undefined) return captured;
  }
  return undefined;
}
