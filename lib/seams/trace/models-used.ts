import { textOf } from "@/lib/model/attributes.ts";
import type { Span } from "@/lib/model/span.ts";
import { executingAgentOf } from "./agent-name.ts";
import type { TraceIndex } from "./index-trace.ts";
import { normaliseStatus } from "./normalise-status.ts";
import { isLlm } from "./span-role.ts";

/** A model that an agent called in a trace; both times are starts of calls, in unix nanoseconds. */
export interface ModelUse {
  agent: string;
  model: string;
  firstAt: bigint;
  lastAt: bigint;
}

/** The models that the agents of a trace called, in order of agent and model. */
export function modelsUsed(trace: TraceIndex): ModelUse[] {
  const uses = new Map<string, ModelUse>();
  for (const span of trace.spans) {
    const model = isLlm(span) ? modelOf(span) : undefined;
    const agent = trace.agentAt(span)?.name ?? executingAgentOf(span);
    if (model === undefined || agent === undefined) continue;
    const key = JSON.stringify([agent, model]);
    const known = uses.get(key);
    const at = span.startUnixNano;
    uses.set(key, { agent, model, firstAt: known === undefined || at < known.firstAt ? at : known.firstAt, lastAt: known === undefined || at > known.lastAt ? at : known.lastAt });
  }
  return [...uses].toSorted(([a], [b]) => (a < b ? -1 : 1)).map(([, use]) => use);
}

/**
 * The model that answered (`gen_ai.response.model`, OpenInference's `llm.model_name`), which tells a provider's silent update as well. The
 * one that was asked for stands in for it only where a call succeeded: a failed call names no answerer, and would look like a change.
 */
function modelOf(span: Span): string | undefined {
  const { attributes } = span;
  const answered = textOf(attributes["gen_ai.response.model"]) ?? textOf(attributes["llm.model_name"]);
  if (answered !== undefined || normaliseStatus(span) === "error") return answered;
  return textOf(attributes["gen_ai.request.model"]);
}
