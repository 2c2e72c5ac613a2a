import { textOf } from "@/lib/model/attributes.ts";
import { groupBy } from "@/lib/model/group-by.ts";
import type { Leg } from "@/lib/model/handoff.ts";
import type { Evidence } from "./evidence.ts";
import { legOf, sortLegs } from "./legs.ts";
import { isRecord, parseJsonObject } from "./payload/parse-json.ts";
import { isCommand } from "./rules/read-command.ts";
import { type AgentRun, type TraceIndex, byStart } from "./trace/index-trace.ts";
import { isInterrupt, normaliseStatus } from "./trace/normalise-status.ts";
import { resumeKeyOf } from "./trace/resume-key.ts";

/** A run that took up again, in another trace, what an interrupted one had left. */
export interface Resumption {
  trace: TraceIndex;
  run: AgentRun;
}

/** Finds, over all traces, the later runs with the same key as an interrupted one; in order of start. */
export function findResumptions(traces: Iterable<TraceIndex>): (run: AgentRun) => Resumption[] {
  const keyed: (Resumption & { key: string })[] = [];
  for (const trace of traces) {
    for (const run of trace.agents) {
      const key = resumeKeyOf(run.span);
      if (key !== undefined) keyed.push({ key, trace, run });
    }
  }
  const byKey = groupBy(keyed, ({ key }) => key);
  return (run) => {
    const same = byKey.get(resumeKeyOf(run.span) ?? "") ?? [];
    const later = same.filter((other) => other.run.span.traceId !== run.span.traceId && other.run.span.startUnixNano >= run.span.endUnixNano);
    return later.toSorted((a, b) => byStart(a.run.span, b.run.span));
  };
}

/** The evidence with what happened after the gate: the person's answer, and the target going on. */
export function withResumptions(evidence: Evidence, resumptions: readonly Resumption[]): Evidence {
  if (resumptions.length === 0) return evidence;
  return {
    ...evidence,
    legs: sortLegs([...evidence.legs, ...resumptions.flatMap(legsAfterGate)]),
    traceIds: [...new Set([...evidence.traceIds, ...resumptions.map(({ trace }) => trace.traceId)])].toSorted(),
  };
}

function legsAfterGate({ trace, run }: Resumption): Leg[] {
  const { span, name } = run;
  const decided = legOf("gate_decided", "gate", "person", span, span.startUnixNano, answerOf(trace, run));
  const gate = [span, ...trace.ownSpansOf(run)].find(isInterrupt);
  if (gate !== undefined) return [decided, legOf("gate_requested", "gate", name, gate, gate.endUnixNano, `${name} stopped to ask a person again`)];
  if (normaliseStatus(span) === "error") return [decided];
  return [decided, legOf("completed", "target", name, span, span.endUnixNano, `${name} finished without an error`)];
}

/** What the person answered: LangGraph's `Command({resume})` is the input of the graph's span. */
function answerOf(trace: TraceIndex, run: AgentRun): string {
  for (let above = trace.parentOf(run.span); above !== undefined; above = trace.parentOf(above)) {
    const input = parseJsonObject(textOf(above.attributes["input.value"]));
    if (input === undefined || !isCommand(input) || !("resume" in input)) continue;
    const answer = input["resume"];
    return `resumed with ${isRecord(answer) || Array.isArray(answer) ? JSON.stringify(answer) : String(answer)}`;
  }
  return "resumed";
}
