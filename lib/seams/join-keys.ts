import { textOf } from "@/lib/model/attributes.ts";
import { groupBy } from "@/lib/model/group-by.ts";
import type { Span } from "@/lib/model/span.ts";
import { GROUP, groupIdOf } from "./coordination/groups.ts";
import { openCallIds } from "./gates/call-ids.ts";
import { TOOL_CALL } from "./gates/joined-calls.ts";
import { FROM_SPAN, MASTRA_RUN, isSuspended } from "./gates/suspensions.ts";
import { AGENT_CALL, agentCallOf } from "./trace/agent-call.ts";
import { CHECKPOINT, checkpointOf } from "./trace/checkpoint.ts";
import { linkedTraces } from "./trace/links.ts";
import { TASK } from "./trace/task.ts";

/** The kind of key under which a trace is found that links to another one: the key is the other's id. */
export const LINKED = "span_link";

/** One dialect of keys that frameworks leave in several traces of the same work, read from the spans of one trace. */
interface Dialect {
  kind: string;
  read: (spans: readonly Span[]) => readonly string[];
}

const onSpans = (read: (span: Span) => string | undefined) => (spans: readonly Span[]): string[] => spans.flatMap((span) => read(span) ?? []);

const DIALECTS: readonly Dialect[] = [
  { kind: CHECKPOINT, read: onSpans(checkpointOf) },
  { kind: TASK, read: onSpans((span) => textOf(span.attributes[TASK])) },
  { kind: TOOL_CALL, read: openCallIds },
  { kind: MASTRA_RUN, read: onSpans((span) => (isSuspended(span) || FROM_SPAN in span.attributes ? textOf(span.attributes[MASTRA_RUN]) : undefined)) },
  { kind: GROUP, read: onSpans(groupIdOf) },
  { kind: AGENT_CALL, read: onSpans(agentCallOf) },
  { kind: LINKED, read: (spans) => spans.slice(0, 1).map((span) => span.traceId) },
];

/** The kinds of keys by which traces share a handoff. */
export const LEAD_KINDS: readonly string[] = ["handoff.id", ...DIALECTS.map(({ kind }) => kind)];

/** Keys of one kind. */
export interface JoinKeys {
  kind: string;
  keys: string[];
}

/** The keys by which other traces that belong to the same handoffs are found; each is in the table `correlation_keys` under its kind. */
export function joinKeysIn(spans: Iterable<Span>): JoinKeys[] {
  const traces = [...groupBy(spans, (span) => span.traceId).values()];
  return DIALECTS.map(({ kind, read }) => ({ kind, keys: [...new Set(traces.flatMap(read))] })).filter(({ keys }) => keys.length > 0);
}

/** The ids of calls that each trace leaves open. Frameworks write them in too many ways for a view: whoever reads a trace stores them. */
export const openCallsByTrace = (spans: Iterable<Span>): { traceId: string; kind: string; key: string }[] =>
  [...groupBy(spans, (span) => span.traceId)].flatMap(([traceId, own]) => openCallIds(own).map((key) => ({ traceId, kind: TOOL_CALL, key })));

/** For each trace, all that it shares a key or a link with, itself included: by way of others, too. */
export function relateTraces(traces: ReadonlyMap<string, { spans: readonly Span[] }>): (traceId: string) => readonly string[] {
  const leader = new Map<string, string>();
  const find = (traceId: string): string => {
    let top = traceId;
    for (let next = leader.get(top); next !== undefined; next = leader.get(top)) top = next;
    if (top !== traceId) leader.set(traceId, top);
    return top;
  };
  const join = (a: string, b: string): void => {
    const [one, other] = [find(a), find(b)];
    if (one !== other) leader.set(one, other);
  };
  const firstWith = new Map<string, string>();
  for (const [traceId, { spans }] of traces) {
    for (const other of linkedTraces(spans)) if (traces.has(other)) join(traceId, other);
    for (const { kind, keys } of joinKeysIn(spans)) {
      for (const key of keys) {
        const first = firstWith.get(`${kind} ${key}`);
        if (first === undefined) firstWith.set(`${kind} ${key}`, traceId);
        else join(traceId, first);
      }
    }
  }
  const groups = groupBy([...traces.keys()].toSorted(), find);
  return (traceId) => groups.get(find(traceId)) ?? [];
}
