import { textOf } from "@/lib/model/attributes.ts";
import { groupBy } from "@/lib/model/group-by.ts";
import type { Span } from "@/lib/model/span.ts";
import { parseJsonObject } from "../payload/parse-json.ts";
import type { TraceIndex } from "../trace/index-trace.ts";

/** The attribute that a suspended run and the one that resumes it share. */
export const MASTRA_RUN = "mastra.metadata.runId";
/** The attribute that names the suspended span; everything below what was resumed carries it, too. */
export const FROM_SPAN = "mastra.metadata.resumedFromSpanId";

/** A workflow or agent of Mastra that was suspended for a person and resumed, in the same trace or in another one. */
export interface Suspension {
  trace: TraceIndex;
  resumed: Span;
  fromTrace: TraceIndex;
  from: Span;
  /** The step that was suspended, or all of the run. */
  step: Span;
  runId: string;
  decision: string;
}

/** A run is not suspended more often in earnest; of one that is, nothing is told. */
const SUSPENSIONS_PER_RUN_MAX = 500;

/** Finds where what was suspended went on. A run of which several traces were suspended is not guessed. */
export function findSuspensions(traces: readonly TraceIndex[]): Suspension[] {
  const suspended = traces.flatMap((trace) => trace.spans.filter(isSuspended).map((span) => ({ trace, span, runId: runIdOf(span) })));
  const byRun = groupBy(suspended, ({ runId }) => runId);
  return traces.flatMap((trace) => trace.spans.filter((span) => isResumption(trace, span)).flatMap((resumed): Suspension[] => {
    const runId = runIdOf(resumed);
    const before = (byRun.get(runId) ?? []).slice(0, SUSPENSIONS_PER_RUN_MAX + 1).filter(({ span }) => span.endUnixNano <= resumed.startUnixNano || span.traceId === resumed.traceId);
    const [fromTrace, ...others] = new Set(before.map((one) => one.trace));
    const from = fromTrace?.spanOf(textOf(resumed.attributes[FROM_SPAN]) ?? "") ?? before[0]?.span;
    if (runId === "" || before.length > SUSPENSIONS_PER_RUN_MAX || fromTrace === undefined || from === undefined || others.length > 0) return [];
    const steps = before.filter(({ span }) => span.startUnixNano <= resumed.startUnixNano && "mastra.workflow_step.status" in span.attributes);
    return [{ trace, resumed, fromTrace, from, step: steps.at(-1)?.span ?? from, runId, decision: decisionOf(resumed) }];
  }));
}

const runIdOf = (span: Span): string => textOf(span.attributes[MASTRA_RUN]) ?? "";

/** Whether the span says of a run or step of Mastra that it was suspended. */
export const isSuspended = ({ attributes }: Span): boolean =>
  textOf(attributes["mastra.workflow_step.status"]) === "suspended" || textOf(attributes["mastra.workflow_run.status"]) === "suspended";

/** The outermost span of what was resumed: everything below it carries the same. */
function isResumption(trace: TraceIndex, span: Span): boolean {
  const from = textOf(span.attributes[FROM_SPAN]);
  return from !== undefined && textOf(trace.parentOf(span)?.attributes[FROM_SPAN]) !== from;
}

/** What it was resumed with is its input; a flag in it that says so is the decision. */
function decisionOf({ attributes }: Span): string {
  const input = textOf(attributes["mastra.workflow_run.input"]) ?? textOf(attributes["mastra.agent_run.input"]);
  const approved = parseJsonObject(input)?.["approved"];
  if (typeof approved === "boolean") return `${approved ? "approved" : "rejected"}: resumed with ${input ?? ""}`;
  return input === undefined ? "resumed" : `resumed with ${input}`;
}

/** Whether a span stands below another one of its trace, or is it. */
export function isUnder(trace: TraceIndex, span: Span, above: Span): boolean {
  for (let at: Span | undefined = span; at !== undefined; at = trace.parentOf(at)) if (at === above) return true;
  return false;
}
