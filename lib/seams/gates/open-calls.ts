import { textOf } from "@/lib/model/attributes.ts";
import { groupBy } from "@/lib/model/group-by.ts";
import type { Span } from "@/lib/model/span.ts";
import { requestedBy } from "../rules/requested-call.ts";
import { type AgentRun, type TraceIndex, byStart } from "../trace/index-trace.ts";
import { isLlm, isTool, toolNameOf } from "../trace/span-role.ts";
import { toolCallsOf } from "../trace/tool-call.ts";
import { callIdsOf, deferralOf, openCallIds } from "./call-ids.ts";

/** A tool call that a run asked for and that did not run in the same trace. */
export interface AskedCall {
  id: string;
  /** "" when only the deferred tool's span tells of it. */
  name: string;
  arguments: string;
  trace: TraceIndex;
  run: AgentRun;
  /** The model that asked, or the tool that was deferred; `at` is its end in unix nanoseconds. */
  span: Span;
  at: bigint;
  /** The tool's own span says that it waits for a person. */
  isDeferred: boolean;
}

/** A tool call that ran, or that a model was told the answer of, in a trace in which nobody had asked for it. */
export interface AnsweredCall {
  id: string;
  trace: TraceIndex;
  run: AgentRun | undefined;
  /** The tool's span; undefined when only a model's input tells of the answer. */
  tool: Span | undefined;
  span: Span;
}

/** The calls that a trace leaves open at either end. An id that is used twice on one side tells nothing. */
export interface OpenCalls {
  asked: AskedCall[];
  answered: AnsweredCall[];
}

/** Finds them; near linear in the spans of the trace. */
export function openCallsIn(trace: TraceIndex): OpenCalls {
  const open = new Set(openCallIds(trace.spans));
  if (open.size === 0) return { asked: [], answered: [] };
  const unnamedTools = rememberTools(trace);
  const asked = trace.spans.flatMap((span) => askedBy(trace, span)).filter((call) => open.has(call.id) && !hasRunUnnamed(call, unnamedTools));
  const answered = trace.spans.flatMap((span) => answeredBy(trace, span)).filter((call) => open.has(call.id));
  const answers = [...groupBy(answered, (call) => call.id).values()].map((same) => same.find((call) => call.tool !== undefined) ?? same[0]);
  return {
    asked: [...groupBy(asked, (call) => call.id).values()].flatMap(oneAsk),
    answered: answers.filter((call) => call !== undefined),
  };
}

/** The model's asking and the tool's deferral are one call; two models that ask under one id are not. */
function oneAsk(same: readonly AskedCall[]): AskedCall[] {
  const models = same.filter((call) => !call.isDeferred);
  const deferred = same.find((call) => call.isDeferred);
  const [model, ...others] = models;
  if (others.length > 0) return [];
  if (model === undefined || deferred === undefined) return [model ?? deferred].filter((call) => call !== undefined);
  return [{ ...deferred, name: model.name, arguments: model.arguments }];
}

function askedBy(trace: TraceIndex, span: Span): AskedCall[] {
  const run = trace.agentAt(span);
  const deferred = textOf(span.attributes["gen_ai.tool.call.id"]);
  if (run === undefined) return [];
  const shared = { trace, run, span, at: span.endUnixNano };
  if (deferred !== undefined && deferralOf(span) !== undefined) return [{ ...shared, id: deferred, name: toolNameOf(span) ?? "", arguments: "", isDeferred: true }];
  if (!isLlm(span)) return [];
  return toolCallsOf(span).map((call) => ({ ...shared, id: call.id, name: call.name, arguments: call.arguments.body, isDeferred: false }));
}

/** For each run, when the last tool of each name began whose span does not tell the call's id; handoffs go by one name. */
type UnnamedTools = (run: AgentRun) => ReadonlyMap<string, bigint>;

const HANDOFF = "handoff";

function rememberTools(trace: TraceIndex): UnnamedTools {
  const known = new Map<AgentRun, ReadonlyMap<string, bigint>>();
  return (run) => {
    const tools = known.get(run) ?? new Map(trace.ownSpansOf(run).filter((span) => isTool(span) && !("gen_ai.tool.call.id" in span.attributes)).toSorted(byStart).map(toolStart));
    known.set(run, tools);
    return tools;
  };
}

function toolStart(span: Span): [string, bigint] {
  const isHandoff = span.name === HANDOFF || span.name.startsWith("handoff to ");
  return [isHandoff ? HANDOFF : (toolNameOf(span) ?? ""), span.startUnixNano];
}

/**
 * Tool spans need not tell the call's id: then one of the same name, after the model asked, is the call; so is a handoff. A
 * transfer may leave no span at all: then the run of the agent it names is what it did.
 */
function hasRunUnnamed({ trace, run, span, name }: AskedCall, unnamedTools: UnnamedTools): boolean {
  const target = requestedBy({ name });
  const last = target === undefined ? undefined : trace.agentsNamed(target).at(-1);
  if (last !== undefined && last.span.startUnixNano >= span.startUnixNano) return true;
  const tools = unnamedTools(run);
  return [name, HANDOFF].some((tool) => (tools.get(tool) ?? -1n) >= span.startUnixNano);
}

function answeredBy(trace: TraceIndex, span: Span): AnsweredCall[] {
  const { ran, told } = callIdsOf(span);
  const run = trace.agentAt(span);
  return [
    ...ran.map((id) => ({ id, trace, run: run?.span === span ? trace.agentAbove(span) : run, tool: span, span })),
    ...told.map((id) => ({ id, trace, run, tool: undefined, span })),
  ];
}

/** The tool's span under a call of which only the answer is told: of that name, without an id, before the model read the answer. */
export function toolOf(answer: AnsweredCall, name: string): Span | undefined {
  if (answer.tool !== undefined || answer.run === undefined) return answer.tool;
  return answer.trace
    .ownSpansOf(answer.run)
    .findLast((own) => toolNameOf(own) === name && !("gen_ai.tool.call.id" in own.attributes) && own.startUnixNano <= answer.span.startUnixNano);
}
