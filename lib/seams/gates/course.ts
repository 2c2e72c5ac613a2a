import { textOf } from "@/lib/model/attributes.ts";
import type { JoinedBy, Leg } from "@/lib/model/handoff.ts";
import { groupBy } from "@/lib/model/group-by.ts";
import type { Span } from "@/lib/model/span.ts";
import { legOf } from "../legs.ts";
import type { MergedHit } from "../merge-hits.ts";
import type { AgentRun, TraceIndex } from "../trace/index-trace.ts";
import { isInterrupt, normaliseStatus } from "../trace/normalise-status.ts";
import { continuedByCheckpoint } from "./checkpoints.ts";
import type { Continuation } from "./continuation.ts";
import { type Calls, type JoinedCall, TOOL_CALL } from "./joined-calls.ts";
import type { AskedCall } from "./open-calls.ts";
import { spanGateLegs } from "./span-gate.ts";
import { MASTRA_RUN, type Suspension, isUnder } from "./suspensions.ts";

/** Legs, and the key by which those of other traces were found. */
export interface Course {
  legs: Leg[];
  joinedBy: JoinedBy | undefined;
}

/** What gates add to the handoffs that rules find. */
export interface Gates {
  /** What a run did after it had received: gates it opened, where it went on, and whether it was done in the end. */
  afterReception(trace: TraceIndex, run: AgentRun): Course;
  /** Gates between sending and reception. */
  beforeReception(trace: TraceIndex, hit: MergedHit): Course;
  /** The asking for a call that was let through a gate before this span ran it. */
  askedFor(tool: Span): JoinedCall | undefined;
}

/** A run that stopped: the question, and where it went on if it did. */
interface Stop {
  asked: Leg;
  next: Continuation | undefined;
}

/** Gates over all traces that were read. */
export function findGates(traces: readonly TraceIndex[], calls: Calls, suspensions: readonly Suspension[]): Gates {
  const byCheckpoint = continuedByCheckpoint(traces);
  const joinedBy = new Map(calls.joined.map((call) => [call.asked, call]));
  const byTool = new Map(calls.joined.flatMap((call) => (call.tool === undefined ? [] : [[call.tool, call]])));
  const suspendedRuns = new Map(suspensions.flatMap((one) => runSuspension(one)));
  const workflows = groupBy(suspensions, ({ trace }) => trace);
  const courses = new Map<AgentRun, Course>();
  const stopOf = (trace: TraceIndex, run: AgentRun): Stop | undefined => {
    const interrupt = [run.span, ...trace.ownSpansOf(run)].find(isInterrupt);
    if (interrupt !== undefined) return { asked: legOf("gate_requested", "gate", run.name, interrupt, interrupt.endUnixNano, `${run.name} stopped to ask a person`), next: byCheckpoint(run) };
    return suspendedRuns.get(run.span) ?? callStop(run, calls.open.get(run.span) ?? [], joinedBy);
  };
  return {
    askedFor: (tool) => byTool.get(tool),
    afterReception(trace, run) {
      const course = courses.get(run) ?? followRun(trace, run, stopOf);
      courses.set(run, course);
      return course;
    },
    beforeReception: (trace, hit) => {
      const legs = senderGates(trace, hit);
      const suspension = (workflows.get(trace) ?? []).find((one) => liesBetween(one, trace, hit));
      return suspension === undefined ? { legs, joinedBy: undefined } : { legs: [...legs, ...suspensionLegs(suspension)], joinedBy: suspension.fromTrace === trace ? undefined : keyOf(suspension) };
    },
  };
}

/** From stop to stop, as long as somebody took it up; each run once. */
function followRun(trace: TraceIndex, run: AgentRun, stopOf: (trace: TraceIndex, run: AgentRun) => Stop | undefined): Course {
  const course: Course = { legs: [], joinedBy: undefined };
  const seen = new Set<Span>();
  for (let at: { trace: TraceIndex; run: AgentRun } | undefined = { trace, run }; at !== undefined && !seen.has(at.run.span); ) {
    seen.add(at.run.span);
    const here = at;
    course.legs.push(...[here.run.span, ...here.trace.ownSpansOf(here.run)].flatMap((span) => spanGateLegs(span, here.run.name)));
    const stop = stopOf(here.trace, here.run);
    if (stop === undefined) {
      if (normaliseStatus(here.run.span) !== "error") course.legs.push(completed(here.run));
      break;
    }
    course.legs.push(stop.asked);
    if (stop.next === undefined) break;
    const { run: goesOn, trace: there, joinedBy } = stop.next;
    course.legs.push(decided(stop.next));
    course.joinedBy ??= joinedBy;
    at = goesOn === undefined ? undefined : { trace: there, run: goesOn };
  }
  return course;
}

const completed = ({ name, span }: AgentRun): Leg => legOf("completed", "target", name, span, span.endUnixNano, `${name} finished without an error`);

const decided = ({ span, at, decision }: Continuation): Leg => legOf("gate_decided", "gate", "person", span, at, decision);

/** The last call that a person was asked about; that a model asked for a call and nobody ran it says so only in some frameworks. */
function callStop(run: AgentRun, open: readonly AskedCall[], joinedBy: ReadonlyMap<AskedCall, JoinedCall>): Stop | undefined {
  const asked = open.findLast((call) => joinedBy.has(call)) ?? open.findLast((call) => call.isDeferred || isHeldBySdk(call) || isAskedFor(call));
  if (asked === undefined) return undefined;
  const joined = joinedBy.get(asked);
  return { asked: askedLeg(run, asked), next: joined === undefined ? undefined : continuationOf(joined) };
}

const askedLeg = ({ name }: AgentRun, call: AskedCall): Leg => legOf("gate_requested", "gate", name, call.span, call.at, `${name} asked a person about ${call.name || "a call"}`);

/** OpenAI Agents runs every tool that was asked for before it ends, unless a person has to approve it. */
const isHeldBySdk = ({ span, run }: AskedCall): boolean => /openai[-_]agents/.test(span.scope.name) && normaliseStatus(run.span) !== "error";

/** What the run gave back asks for an approval of this call, as Agent Framework and the AI SDK write it. */
function isAskedFor({ run, id }: AskedCall): boolean {
  const said = textOf(run.span.attributes["gen_ai.output.messages"]) ?? "";
  return /approval[-_]request/.test(said) && said.includes(JSON.stringify(id));
}

const continuationOf = ({ asked, answer, tool, at, decision }: JoinedCall): Continuation => ({
  trace: answer.trace, run: answer.run, span: answer.run?.span ?? tool ?? answer.span, at, decision, joinedBy: { key: TOOL_CALL, value: asked.id },
});

/** A suspended run of an agent that is taken up by a run of the same agent. */
function runSuspension(suspension: Suspension): [Span, Stop][] {
  const { trace, resumed, fromTrace, from, step, decision } = suspension;
  const stopped = fromTrace.agentAt(from);
  const run = trace.agentAt(resumed);
  if (stopped === undefined || stopped.isContainer || run?.span !== resumed || run.name !== stopped.name) return [];
  return [[stopped.span, {
    asked: legOf("gate_requested", "gate", stopped.name, step, step.endUnixNano, `${stopped.name} was suspended for a person`),
    next: { trace, run, span: resumed, at: resumed.startUnixNano, decision, joinedBy: keyOf(suspension) },
  }]];
}

const keyOf = ({ runId }: Suspension): JoinedBy => ({ key: MASTRA_RUN, value: runId });

/** The workflow was suspended after the source had worked, and the target runs in what was resumed. */
function liesBetween({ resumed, fromTrace, from }: Suspension, trace: TraceIndex, { source, target }: MergedHit): boolean {
  if (source.run === undefined || target.run === undefined || target.run.span === resumed || !isUnder(trace, target.run.span, resumed)) return false;
  const sourceTrace = source.run.span.traceId === trace.traceId ? trace : fromTrace;
  return isUnder(sourceTrace, source.run.span, from) && !(sourceTrace === trace && isUnder(trace, source.run.span, resumed));
}

function suspensionLegs({ step, resumed, decision }: Suspension): Leg[] {
  const name = textOf(step.attributes["mastra.workflow_step.step_id"]) ?? step.name;
  return [
    legOf("gate_requested", "gate", name, step, step.endUnixNano, `${name} was suspended for a person`),
    legOf("gate_decided", "gate", "person", resumed, resumed.startUnixNano, decision),
  ];
}

/** A tool or call that hands over may be held up itself, on its own span or on one below it that is still the source's. */
function senderGates(trace: TraceIndex, { sender, source }: MergedHit): Leg[] {
  const run = trace.agentAt(sender);
  if (run === undefined || run.span === sender) return [];
  const legs: Leg[] = [];
  const open = [sender];
  for (let span = open.pop(); span !== undefined; span = open.pop()) {
    if (trace.agentAt(span) !== run) continue;
    legs.push(...spanGateLegs(span, source.name));
    open.push(...trace.childrenOf(span));
  }
  return legs;
}
