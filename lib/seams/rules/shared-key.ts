import { groupBy } from "@/lib/model/group-by.ts";
import { normaliseName } from "@/lib/model/normalise-name.ts";
import type { JoinedBy } from "@/lib/model/handoff.ts";
import type { Span } from "@/lib/model/span.ts";
import { type JoinedCall, TOOL_CALL } from "../gates/joined-calls.ts";
import { MASTRA_RUN, type Suspension } from "../gates/suspensions.ts";
import { flowsInto } from "../payload/data-flow.ts";
import { inputOf, outputOf } from "../trace/agent-exchange.ts";
import { AGENT_CALL, agentCallOf } from "../trace/agent-call.ts";
import type { AgentRun, TraceIndex } from "../trace/index-trace.ts";
import { nearestRun, runsBelow } from "../trace/run-below.ts";
import { TASK, sendsMessage, taskOf } from "../trace/task.ts";
import type { Hit } from "./hit.ts";

const CONFIDENCE = 0.9;
/** Who worked before a workflow was suspended need not have worked for who works after. */
const BY_ORDER_ALONE = 0.4;

/**
 * X: the two sides are in different traces that share nothing but a key of their framework's: the id of an A2A task, of a
 * tool call, of a suspended run, of the calling agent's run. Hits by the trace of the target; a key that several could answer is not guessed.
 */
export function findSharedKeys(traces: readonly TraceIndex[], calls: readonly JoinedCall[], suspensions: readonly Suspension[]): ReadonlyMap<TraceIndex, readonly Hit[]> {
  const hits = [...calls.flatMap(byCall), ...suspensions.flatMap(bySuspension), ...byTask(traces), ...byCaller(traces)];
  return new Map([...groupBy(hits, ({ trace }) => trace)].map(([trace, own]) => [trace, own.map(({ hit }) => hit)]));
}

interface Found {
  trace: TraceIndex;
  hit: Hit;
}

function found(trace: TraceIndex, source: AgentRun, target: AgentRun, sender: Span, joinedBy: JoinedBy): Found[] {
  if (normaliseName(source.name) === normaliseName(target.name)) return [];
  const ends = { source: { name: source.name, run: source }, target: { name: target.name, run: target } };
  return [{ trace, hit: { rule: "X", confidence: CONFIDENCE, ...ends, sender, mode: "unknown", direction: "forward", joinedBy } }];
}

/** A call that ran where no agent of the asking one's name is at work: the agent at or below its span was handed it. */
function byCall({ asked, answer, tool }: JoinedCall): Found[] {
  if (tool === undefined || answer.run !== undefined) return [];
  const target = nearestRun(answer.trace, tool);
  return target === undefined ? [] : found(answer.trace, asked.run, target, tool, { key: TOOL_CALL, value: asked.id });
}

/** Over two traces nothing but the run's id joins who worked last before a workflow was suspended to who works first after. */
function bySuspension({ trace, resumed, fromTrace, from, runId }: Suspension): Found[] {
  if (trace === fromTrace) return [];
  const source = runsBelow(fromTrace, from).reduce<AgentRun | undefined>(later, undefined);
  const target = runsBelow(trace, resumed)[0];
  if (source === undefined || target === undefined) return [];
  const [said, given] = [outputOf(fromTrace, source), inputOf(trace, target)];
  const flows = said !== undefined && given !== undefined && flowsInto(said.body, inputOf(fromTrace, source)?.body ?? "", given.body);
  const all = found(trace, source, target, source.span, { key: MASTRA_RUN, value: runId });
  return all.map((one) => ({ ...one, hit: { ...one.hit, sent: said, confidence: flows ? CONFIDENCE : BY_ORDER_ALONE } }));
}

const later = (last: AgentRun | undefined, run: AgentRun): AgentRun => (last === undefined || run.span.endUnixNano >= last.span.endUnixNano ? run : last);

interface Call {
  trace: TraceIndex;
  span: Span;
  run: AgentRun;
}

/** A2A without trace context: the server's span belongs to the client's call that was open when it began, if there is just one. */
function byTask(traces: readonly TraceIndex[]): Found[] {
  const spans = traces.flatMap((trace) => trace.spans.filter((span) => taskOf(span) !== undefined && sendsMessage(span)).map((span) => ({ trace, span })));
  const calls = spans.flatMap(({ trace, span }): Call[] => {
    const run = span.kind === "client" ? trace.agentAt(span) : undefined;
    return run === undefined ? [] : [{ trace, span, run }];
  });
  const callsOf = groupBy(calls, ({ span }) => taskOf(span));
  return spans.filter(({ trace, span }) => span.kind === "server" && isEntry(trace, span)).flatMap(({ trace, span }) => {
    const target = nearestRun(trace, span);
    const others = (callsOf.get(taskOf(span)) ?? []).filter((call) => call.trace !== trace);
    const open = others.filter((call) => call.span.startUnixNano <= span.startUnixNano && call.span.endUnixNano >= span.startUnixNano);
    const [call, ...more] = open.length > 0 ? open : others;
    if (target === undefined || call === undefined || more.length > 0) return [];
    return found(trace, call.run, target, call.span, { key: TASK, value: taskOf(span) ?? "" });
  });
}

/** A service that was entered in a trace of its own, and tells by baggage which run of another trace called it. */
function byCaller(traces: readonly TraceIndex[]): Found[] {
  const runs = traces.flatMap((trace) => trace.agents.filter((run) => agentCallOf(run.span) !== undefined));
  const callers = groupBy(runs, (run) => agentCallOf(run.span));
  return traces.flatMap((trace) => trace.spans.filter((span) => span.kind === "server" || span.kind === "consumer").flatMap((span) => {
    const id = agentCallOf(span);
    const [caller, ...others] = id === undefined ? [] : (callers.get(id) ?? []);
    if (id === undefined || caller === undefined || others.length > 0 || caller.span.traceId === trace.traceId || trace.agentAt(span) !== undefined) return [];
    const target = nearestRun(trace, span);
    return target === undefined ? [] : found(trace, caller, target, caller.span, { key: AGENT_CALL, value: id });
  }));
}

/** A span of the server's with nothing of the caller's above it. */
function isEntry(trace: TraceIndex, span: Span): boolean {
  for (let above = trace.parentOf(span); above !== undefined; above = trace.parentOf(above)) if (above.kind === "client" || taskOf(above) !== undefined) return false;
  return true;
}
