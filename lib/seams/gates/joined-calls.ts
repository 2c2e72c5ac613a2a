import { groupBy } from "@/lib/model/group-by.ts";
import { normaliseName } from "@/lib/model/normalise-name.ts";
import type { Span } from "@/lib/model/span.ts";
import { type TraceIndex, byStart } from "../trace/index-trace.ts";
import { toolNameOf } from "../trace/span-role.ts";
import { decisionOn } from "./decision.ts";
import { type AnsweredCall, type AskedCall, openCallsIn, toolOf } from "./open-calls.ts";

/** The attribute that holds the key. */
export const TOOL_CALL = "gen_ai.tool.call.id";

/** A call that was asked for in one trace and ran, or was refused, in another one. `at` (unix nanoseconds) is when work went on. */
export interface JoinedCall {
  asked: AskedCall;
  answer: AnsweredCall;
  tool: Span | undefined;
  at: bigint;
  decision: string;
}

/** Calls over all traces. */
export interface Calls {
  joined: JoinedCall[];
  /** Calls by the span of the run that asked, joined or not, in order of time. */
  open: ReadonlyMap<Span, readonly AskedCall[]>;
}

/** Joins calls by their id. One that several traces ask for, or several answer, is not guessed. */
export function joinCalls(traces: readonly TraceIndex[]): Calls {
  const perTrace = traces.map(openCallsIn);
  const asked = perTrace.flatMap((calls) => calls.asked);
  const answers = groupBy(perTrace.flatMap((calls) => calls.answered), (call) => call.id);
  const joined = [...groupBy(asked, (call) => call.id).values()].flatMap((asks) => {
    const [ask, ...moreAsks] = asks;
    const [answer, ...moreAnswers] = answers.get(ask?.id ?? "") ?? [];
    if (ask === undefined || answer === undefined || moreAsks.length > 0 || moreAnswers.length > 0 || answer.trace === ask.trace) return [];
    return joinOne(ask, answer);
  });
  return { joined, open: groupBy(asked.toSorted((a, b) => byStart(a.span, b.span)), (call) => call.run.span) };
}

/** Ids may coincide: tools of different names are different calls, and nobody but the asking agent is told the answer. */
function joinOne(asked: AskedCall, answer: AnsweredCall): JoinedCall[] {
  const tool = toolOf(answer, asked.name);
  const name = tool === undefined ? undefined : toolNameOf(tool);
  const isSameAgent = answer.run !== undefined && normaliseName(answer.run.name) === normaliseName(asked.run.name);
  const at = answer.run?.span.startUnixNano ?? answer.span.startUnixNano;
  if ((name !== undefined && asked.name !== "" && name !== asked.name) || (answer.run !== undefined && !isSameAgent) || at < asked.at) return [];
  return [{ asked, answer, tool, at, decision: decisionOn(asked, answer, tool) }];
}
