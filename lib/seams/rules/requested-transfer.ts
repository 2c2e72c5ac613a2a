import { toolSchemaOf } from "../trace/tool-schema.ts";
import type { AgentRun, TraceIndex } from "../trace/index-trace.ts";
import type { FindHits, Hit } from "./hit.ts";
import { callFor, handoverCallsOf, reasonIn } from "./requested-call.ts";
import { successionsIn } from "./succession.ts";

/**
 * T: a transfer tool that left no span, because the framework takes it for its own: an agent's model asked for
 * `transfer_to_x`, and x is the agent that ran next.
 */
export const findRequestedTransfers: FindHits = (trace) =>
  successionsIn(trace).flatMap(({ source, target, isReturn }) => {
    const hit = requested(trace, source, target);
    return hit === undefined ? [] : [{ ...hit, direction: isReturn ? "return" as const : "forward" as const }];
  });

function requested(trace: TraceIndex, source: AgentRun, target: AgentRun): Hit | undefined {
  const model = trace.modelsOf(source.span).at(-1);
  const call = model === undefined ? undefined : callFor(handoverCallsOf(model), target.name);
  if (model === undefined || call === undefined) return undefined;
  return {
    rule: "T",
    confidence: 0.95,
    source: { name: source.name, run: source },
    target: { name: target.name, run: target },
    sender: model,
    mode: "pass_control",
    direction: "forward",
    sent: call.arguments,
    schema: toolSchemaOf(model, call.name),
    reason: reasonIn(call),
  };
}
