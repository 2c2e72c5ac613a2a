import type { TraceIndex } from "../trace/index-trace.ts";
import type { Coordination, CoordinationById } from "./coordination.ts";
import { findEmptyFanOuts } from "./empty-work-list.ts";
import { findGroupShortfalls } from "./group-shortfalls.ts";
import { groupSpansIn } from "./groups.ts";
import { findShortfalls } from "./joins.ts";
import type { Passing, TraceView } from "./passing.ts";
import { findPingPong } from "./ping-pong.ts";
import { findSwallowedFailures } from "./swallowed-failures.ts";

/**
 * What the handoffs of one trace show together. It depends on that trace's spans alone, so that whoever analyses it with
 * other traces beside it comes to the same.
 */
export function coordinationIn(view: TraceView): CoordinationById {
  const facts: CoordinationById = new Map();
  findShortfalls(view, facts);
  findEmptyFanOuts(view, facts);
  findPingPong(view, facts);
  findSwallowedFailures(view, facts);
  return facts;
}

/** What declared fan-outs show, over all traces at hand. */
export function coordinationOfGroups(traces: Iterable<TraceIndex>, passingOf: (handoffId: string) => Passing | undefined, viewOf: (traceId: string) => TraceView | undefined): CoordinationById {
  const facts: CoordinationById = new Map();
  for (const spans of groupSpansIn(traces).values()) {
    findGroupShortfalls(spans, {
      passingOf,
      firstInto: ({ run, trace }) => viewOf(trace.traceId)?.into.get(run?.span.spanId ?? "")?.[0],
      firstOutOf: ({ run, trace }) => viewOf(trace.traceId)?.outOf.get(run?.span.spanId ?? "")?.[0],
    }, facts);
  }
  return facts;
}

/** Facts of one handoff from wherever they were found; undefined when there are none. */
export function coordinationOf(facts: readonly (Partial<Coordination> | undefined)[]): Coordination | undefined {
  const known = facts.filter((one) => one !== undefined);
  const nothing: Coordination = { race: undefined, dropped: undefined, emptyFanOut: undefined, pingPong: undefined, swallowed: undefined };
  return known.length === 0 ? undefined : known.reduceRight<Coordination>((all, one) => ({ ...all, ...one }), nothing);
}
