import { textOf } from "@/lib/model/attributes.ts";
import type { Span } from "@/lib/model/span.ts";
import { agentNameOf, isGraphNode } from "../trace/agent-name.ts";
import { type TraceIndex, byStart } from "../trace/index-trace.ts";
import { isLlm, isTool } from "../trace/span-role.ts";
import { type Message, messageOf } from "./message-text.ts";

/** One entry of a log: who spoke, and what the log calls the entry (`thought`, `-> WebSurfer`) where it says so behind the name. */
export interface Entry {
  span: Span;
  speaker: string;
  label: string;
  message: Message;
  /** Its place in the log, from 0. */
  place: number;
}

const NAME_KEYS = ["gen_ai.agent.name", "agent.name", "agent_name", "agent", "gen_ai.agent.id", "speaker", "sender", "author", "source", "name", "role"];
/** How many entries may tell both what the agent was given and what it said before they are runs rather than messages. */
const BOTH_SHARE_MAX = 0.2;

/**
 * The entries of a trace that is a log of messages and nothing else: each span has a speaker and one text, and nobody's model
 * or tools are seen at work. In order of start, then end, then id. Undefined for every other trace, so that what frameworks
 * record of real work is never read as talk.
 */
export function readTranscript(trace: TraceIndex): Entry[] | undefined {
  const { spans } = trace;
  if (spans.length < 2 || spans.some((span) => isWork(trace, span))) return undefined;
  const said = spans.flatMap((span) => {
    const message = isFrame(trace, span) ? undefined : messageOf(span);
    return message === undefined ? [] : [{ span, message }];
  });
  if (said.length < 2 || said.filter(({ message }) => message.given !== undefined).length > said.length * BOTH_SHARE_MAX) return undefined;
  const keys = NAME_KEYS.filter((key) => said.filter(({ span }) => textOf(span.attributes[key]) !== undefined).length * 2 > said.length);
  const key = keys.find((one) => new Set(said.map(({ span }) => textOf(span.attributes[one]))).size > 1);
  const spoken = said.map(({ span, message }) => ({ span, message, ...speakerOf(span, key) }));
  return [...spoken, ...silentIn(trace, spoken, key)]
    .toSorted((a, b) => (a.span.startUnixNano === b.span.startUnixNano ? byEnd(a.span, b.span) : byStart(a.span, b.span)))
    .map((entry, place): Entry => ({ ...entry, place }));
}

/** Entries in which a speaker said nothing: the turn was taken all the same. */
function silentIn(trace: TraceIndex, spoken: readonly Omit<Entry, "place">[], key: string | undefined): Omit<Entry, "place">[] {
  const speakers = new Set(spoken.map((entry) => entry.speaker));
  const told = new Set(spoken.map((entry) => entry.span));
  const silent = trace.spans.filter((span) => !told.has(span) && trace.childrenOf(span).length === 0);
  return silent.map((span) => ({ span, message: NOTHING, ...speakerOf(span, key) })).filter(({ span, speaker }) => speakers.has(speaker) || (key !== undefined && textOf(span.attributes[key]) !== undefined));
}

const NOTHING: Message = { text: "", said: { body: "", from: "" }, given: undefined };

/** A tool, a graph's node, a message on its way through a runtime, a handoff told by the agents themselves, or a model call inside somebody's run. */
const isWork = (trace: TraceIndex, span: Span): boolean =>
  isTool(span) || isGraphNode(span) || "messaging.operation" in span.attributes || "handoff.id" in span.attributes || (isLlm(span) && (trace.agentAbove(span) !== undefined || textOf(span.attributes["gen_ai.agent.name"]) === undefined));

/** The span of the whole run, with the entries below it. */
const isFrame = (trace: TraceIndex, span: Span): boolean => trace.parentOf(span) === undefined && trace.childrenOf(span).length > 1;

const byEnd = (a: Span, b: Span): number => (a.endUnixNano < b.endUnixNano ? -1 : a.endUnixNano > b.endUnixNano ? 1 : a.spanId < b.spanId ? -1 : 1);

function speakerOf(span: Span, key: string | undefined): { speaker: string; label: string } {
  const told = key === undefined ? undefined : textOf(span.attributes[key]);
  const name = told ?? agentNameOf(span) ?? NAME_KEYS.map((one) => textOf(span.attributes[one])).find((one) => one !== undefined) ?? span.name;
  const bare = name.replace(/^(?:invoke_agent|agent|message from)\s+/, "").trim();
  const labelled = /^(.{1,100}?)\s*\(([^()]{1,100})\)$/.exec(bare);
  return labelled === null ? { speaker: bare, label: "" } : { speaker: labelled[1] ?? bare, label: (labelled[2] ?? "").trim() };
}
