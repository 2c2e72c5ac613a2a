import type { Leg } from "@/lib/model/handoff.ts";
import { groupBy } from "@/lib/model/group-by.ts";
import { normaliseName } from "@/lib/model/normalise-name.ts";
import type { Span } from "@/lib/model/span.ts";
import type { Evidence } from "../evidence.ts";
import { legOf, sortLegs } from "../legs.ts";
import type { MergedHit } from "../merge-hits.ts";
import { type TraceIndex, byStart } from "../trace/index-trace.ts";
import { TASK, type TaskState, taskOf, taskStateOf } from "../trace/task.ts";

/** One handoff of an A2A task: the call that began it, and the later ones that answered what its target had asked. */
interface TaskHandoff {
  task: string;
  turns: readonly MergedHit[];
  /** Spans that tell the task's state, in order of their end. */
  states: readonly Span[];
}

/** What A2A tasks make of the handoffs that rules find. */
export interface Tasks {
  /** A further turn of a task is the same handoff going on, and none of its own. */
  isContinuation(hit: MergedHit): boolean;
  /** The evidence of the first turn with all that became of the task. */
  withTurns(evidence: Evidence, hit: MergedHit): Evidence;
}

/** Groups the hits of all traces that speak of A2A tasks by task and ends. */
export function findTasks(traces: readonly TraceIndex[], hitsIn: (traceId: string) => readonly MergedHit[]): Tasks {
  const spans = traces.flatMap((trace) => trace.spans.filter((span) => taskOf(span) !== undefined));
  const byTask = groupBy(spans, taskOf);
  const speaking = new Set(spans.map((span) => span.traceId));
  const hits = traces.filter(({ traceId }) => speaking.has(traceId)).flatMap((trace) => hitsIn(trace.traceId).flatMap((hit) => {
    const task = taskOfHit(trace, hit);
    return task === undefined ? [] : [{ task, hit }];
  }));
  const first = new Map<MergedHit, TaskHandoff>();
  const further = new Set<MergedHit>();
  for (const [task, ofTask] of groupBy(hits, (one) => one.task)) {
    const pairs = [...groupBy(ofTask, ({ hit }) => `${normaliseName(hit.source.name)} > ${normaliseName(hit.target.name)}`).values()];
    for (const pair of pairs) {
      const turns = pair.map(({ hit }) => hit).toSorted((a, b) => byStart(a.sender, b.sender));
      const own = new Set(turns.flatMap((hit) => [hit.sender.traceId, hit.target.run?.span.traceId]));
      const states = (byTask.get(task) ?? []).filter((span) => taskStateOf(span) !== undefined && (pairs.length === 1 || own.has(span.traceId)));
      const [main, ...others] = turns;
      if (main !== undefined) first.set(main, { task, turns, states: states.toSorted(byEnd) });
      for (const hit of others) further.add(hit);
    }
  }
  return {
    isContinuation: (hit) => further.has(hit),
    withTurns(evidence, hit) {
      const handoff = first.get(hit);
      return handoff === undefined ? evidence : withTask(evidence, handoff);
    },
  };
}

const byEnd = (a: Span, b: Span): number => (a.endUnixNano < b.endUnixNano ? -1 : a.endUnixNano > b.endUnixNano ? 1 : byStart(a, b));

/** The task that a call and what it set to work speak of: told by the sender, or by a span between it and the target's run. */
function taskOfHit(trace: TraceIndex, { sender, target }: MergedHit): string | undefined {
  const own = taskOf(sender);
  if (own !== undefined) return own;
  for (let span = target.run?.span; span !== undefined && span !== sender; span = trace.parentOf(span)) {
    const task = taskOf(span);
    if (task !== undefined) return task;
  }
  return undefined;
}

function withTask(evidence: Evidence, { task, turns, states }: TaskHandoff): Evidence {
  const legs = states.length === 0 ? evidence.legs : evidence.legs.filter((leg) => leg.kind !== "completed");
  const told = stateLegs(evidence, turns, states);
  const all = sortLegs([...legs, ...told, ...answerLegs(evidence, turns, told)]);
  const traceIds = [...new Set([...evidence.traceIds, ...all.map((leg) => leg.traceId), ...turns.flatMap((hit) => hit.target.run?.span.traceId ?? [])])].toSorted();
  return { ...evidence, legs: all, traceIds, joinedBy: evidence.joinedBy ?? (traceIds.length > 1 ? { key: TASK, value: task } : null) };
}

/** A further message answers what was asked before it. */
function answerLegs({ source }: Evidence, [, ...further]: readonly MergedHit[], told: readonly Leg[]): Leg[] {
  const asked = told.find((leg) => leg.kind === "gate_requested");
  const answers = asked === undefined ? [] : further.filter(({ sender }) => sender.startUnixNano >= BigInt(asked.at));
  return answers.map(({ sender }) => legOf("gate_decided", "gate", source.name, sender, sender.startUnixNano, `${source.name} answered with a further message`));
}

/** What a state means for the handoff; all others are on the way to one of these. */
function legOfState({ source, target }: Evidence, state: TaskState, span: Span): Leg[] {
  const at = span.endUnixNano;
  if (state === "input_required") return [legOf("gate_requested", "gate", target.name, span, at, `${target.name} asked ${source.name} for input`)];
  if (state === "auth_required") return [legOf("gate_requested", "gate", target.name, span, at, `${target.name} asked ${source.name} for authorisation`)];
  if (state === "completed") return [legOf("completed", "target", target.name, span, at, `${target.name} completed the task`)];
  if (state === "rejected" || state === "canceled") return [legOf("rejected", "target", target.name, span, at, `the task was ${state}`)];
  return [];
}

/** Both sides tell a state, and every poll tells it again: once a turn is enough. */
function stateLegs(evidence: Evidence, turns: readonly MergedHit[], states: readonly Span[]): Leg[] {
  const told = new Set<string>();
  let turn = 0;
  return states.flatMap((span) => {
    for (let next = turns[turn]; next !== undefined && next.sender.startUnixNano <= span.endUnixNano; next = turns[turn]) turn += 1;
    const state = taskStateOf(span);
    const key = `${turn} ${state ?? ""}`;
    if (state === undefined || told.has(key)) return [];
    told.add(key);
    return legOfState(evidence, state, span);
  });
}
