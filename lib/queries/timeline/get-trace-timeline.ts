import type { Database } from "@/lib/clickhouse/open-database.ts";
import type { Handoff } from "@/lib/model/handoff.ts";
import type { Timeline } from "@/lib/model/timeline.ts";
import type { TraceDetail } from "@/lib/model/trace.ts";
import { type Drawing, drawTimeline, windowOf } from "@/lib/seams/timeline/draw-timeline.ts";
import { waitsIn } from "@/lib/seams/workflow/waits-in.ts";
import { readOutline } from "../traces/read-outline.ts";
import { readTraceHandoffs } from "../traces/read-trace-handoffs.ts";

/** Which trace, and which window of it, in nanoseconds from its start; the whole of it without one. */
export interface TraceTimelineQuestion {
  project: string;
  traceId: string;
  fromNs?: number | undefined;
  toNs?: number | undefined;
}

/** Drawn once for each outline, and forgotten with it. */
const drawings = new WeakMap<TraceDetail, Promise<Drawing>>();

/** The cross-agent timeline of a trace; undefined when nothing of it is stored. */
export async function getTraceTimeline(db: Database, { project, traceId, fromNs, toNs }: TraceTimelineQuestion): Promise<Timeline | undefined> {
  const view = (await readOutline(db, { project, traceId }))?.view;
  if (view === undefined) return undefined;
  const drawing = drawings.get(view) ?? readTraceHandoffs(db, { project, traceIds: [view.traceId] }).then((rows) => drawTrace(view, rows.map((row) => row.handoff)));
  drawings.set(view, drawing);
  try {
    return windowOf(await drawing, { fromNs, toNs });
  } catch (error) {
    drawings.delete(view);
    throw error;
  }
}

/** Of handoffs that lead to other traces only what happened in this one stands on its clock. */
function drawTrace(view: TraceDetail, all: readonly Handoff[]): Drawing {
  const { traceId, startUnixNano, lanes, arrows, durationMs, name, failed, spans } = view;
  const handoffs = all.filter((handoff) => !handoff.candidate).map((handoff) => ({ ...handoff, legs: handoff.legs.filter((leg) => leg.traceId === traceId) }));
  const spanList = view.spanList.map((span) => ({ ...span, spanId: `${traceId} ${span.spanId}`, parentSpanId: `${traceId} ${span.parentSpanId}` }));
  const traces = [{ traceId, name, fromNs: 0, toNs: durationMs * 1e6, failed, shared: false }];
  return drawTimeline({ startUnixNano, lanes, arrows, durationMs, spanList, traces, waits: waitsIn(handoffs, BigInt(startUnixNano)), spansInAll: spans }, handoffs);
}
