import { groupBy } from "@/lib/model/group-by.ts";
import { isRecord, parseJsonObject } from "../payload/parse-json.ts";
import { isCommand } from "../rules/read-command.ts";
import { type AgentRun, type TraceIndex, byStart } from "../trace/index-trace.ts";
import { CHECKPOINT, checkpointOf } from "../trace/checkpoint.ts";
import { readInput } from "../trace/read-messages.ts";
import type { Continuation, FindContinuation } from "./continuation.ts";

/**
 * LangGraph: the run that takes up an interrupted one has the same checkpoint namespace, in a later trace. Of several, the
 * first goes on from here; it may be interrupted again.
 */
export function continuedByCheckpoint(traces: readonly TraceIndex[]): FindContinuation {
  const keyed = traces.flatMap((trace) => trace.agents.flatMap((run) => {
    const key = checkpointOf(run.span);
    return key === undefined ? [] : [{ key, trace, run }];
  }));
  const byKey = groupBy(keyed.toSorted((a, b) => byStart(a.run.span, b.run.span)), ({ key }) => key);
  return (run) => {
    const key = checkpointOf(run.span);
    const next = key === undefined ? undefined : (byKey.get(key) ?? []).find((other) => other.run.span.traceId !== run.span.traceId && other.run.span.startUnixNano >= run.span.endUnixNano);
    return next === undefined || key === undefined ? undefined : continuation(next.trace, next.run, key);
  };
}

const continuation = (trace: TraceIndex, run: AgentRun, key: string): Continuation => ({
  trace, run, span: run.span, at: run.span.startUnixNano, decision: answerOf(trace, run), joinedBy: { key: CHECKPOINT, value: key },
});

/** What the person answered: LangGraph's `Command({resume})` is the input of the graph's span. */
function answerOf(trace: TraceIndex, run: AgentRun): string {
  for (let above = trace.parentOf(run.span); above !== undefined; above = trace.parentOf(above)) {
    const given = parseJsonObject(readInput(above)?.body);
    const input = isRecord(given?.["input"]) ? given["input"] : given;
    if (input === undefined || !isCommand(input) || !("resume" in input)) continue;
    const answer = input["resume"];
    return `resumed with ${isRecord(answer) || Array.isArray(answer) ? JSON.stringify(answer) : String(answer)}`;
  }
  return "resumed";
}
