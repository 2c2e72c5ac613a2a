import { numberOf, textOf } from "@/lib/model/attributes.ts";
import { groupBy } from "@/lib/model/group-by.ts";
import type { Span } from "@/lib/model/span.ts";
import type { AgentRun, TraceIndex } from "../trace/index-trace.ts";
import { handoffIdOf } from "../explicit/handoff-id.ts";
import { byStart } from "../trace/index-trace.ts";

/** The attribute by which spans of one fan-out find each other, in whatever trace. */
export const GROUP = "handoff.group.id";

const ID_LENGTH_MAX = 256;
const COUNT_MAX = 1_000_000;

/** A span that says it belongs to a fan-out, and whose run it is part of. */
export interface GroupSpan {
  groupId: string;
  /** The handoff it speaks of, if it speaks of one. */
  handoffId: string | undefined;
  span: Span;
  trace: TraceIndex;
  run: AgentRun | undefined;
}

/** The fan-out that a span says it belongs to; an id that is longer than 256 characters was not made to be one. */
export function groupIdOf(span: Span): string | undefined {
  const id = textOf(span.attributes[GROUP]);
  return id === undefined || id.length > ID_LENGTH_MAX ? undefined : id;
}

/** The spans of every fan-out over all traces, each in order of start. */
export function groupSpansIn(traces: Iterable<TraceIndex>): Map<string, GroupSpan[]> {
  const all = [...traces].flatMap((trace) => trace.spans.flatMap((span) => {
    const groupId = groupIdOf(span);
    return groupId === undefined ? [] : [{ groupId, handoffId: handoffIdOf(span.attributes), span, trace, run: trace.agentAt(span) }];
  }));
  return groupBy(all.toSorted((a, b) => byStart(a.span, b.span) || (a.trace.traceId < b.trace.traceId ? -1 : 1)), ({ groupId }) => groupId);
}

/** What the agents of a fan-out agreed on: how many results there are to be, and how many are enough. */
export interface Barrier {
  /** Undefined when nobody said; then all are needed. */
  kind: "all" | "any" | "quorum" | undefined;
  /** Undefined when nobody counted. */
  expected: number | undefined;
  quorum: number | undefined;
}

/** The first word on each counts, except that of several counts the highest does: a fan-out may grow while it runs. */
export function barrierOf(spans: readonly Span[]): Barrier {
  const counts = spans.flatMap((span) => countOf(span, "handoff.group.expected_count") ?? []);
  const kind = spans.map((span) => textOf(span.attributes["handoff.group.barrier"])).find((told) => told !== undefined);
  return {
    kind: kind === "all" || kind === "any" || kind === "quorum" ? kind : undefined,
    expected: counts.length === 0 ? undefined : counts.reduce((most, count) => Math.max(most, count), 0),
    quorum: spans.map((span) => countOf(span, "handoff.group.quorum")).find((told) => told !== undefined),
  };
}

/** How many results are enough when there are to be so many; a quorum that nobody counted is more than half. */
export function neededOf({ kind, quorum }: Barrier, expected: number): number {
  if (kind === "any") return Math.min(1, expected);
  return kind === "quorum" ? Math.min(quorum ?? Math.floor(expected / 2) + 1, expected) : expected;
}

/** A count that an attribute gives; anything but a whole number from 0 to a million is none. */
export function countOf(span: Span, key: string): number | undefined {
  const count = numberOf(span.attributes[key]);
  return count === undefined || !Number.isInteger(count) || count < 0 || count > COUNT_MAX ? undefined : count;
}
