import { groupBy } from "@/lib/model/group-by.ts";
import type { TraceSpan } from "@/lib/model/trace.ts";

/** A span that a lane shows as work, with the errors of what it did itself. `parentId` is the nearest work above it, in whatever lane. */
export interface Work {
  id: string;
  parentId: string;
  lane: string;
  name: string;
  fromNs: number;
  toNs: number;
  errors: number;
}

/** What the lanes show: the runs of agents; in a lane without any (a service), its outermost spans. In order of start. */
export function workIn(spans: readonly TraceSpan[]): Work[] {
  const byId = new Map(spans.map((span) => [span.spanId, span]));
  const withRuns = new Set(spans.filter((span) => span.isAgent).map((span) => span.lane));
  const isWork = (span: TraceSpan): boolean => span.isAgent || (!withRuns.has(span.lane) && byId.get(span.parentSpanId)?.lane !== span.lane);
  const shown = new Set(spans.filter(isWork).map((span) => span.spanId));
  const above = nearestShown(spans, byId, shown);
  const errors = groupBy(spans.filter((span) => span.status === "error"), (span) => (shown.has(span.spanId) ? span.spanId : above(span)));
  return spans
    .filter((span) => shown.has(span.spanId))
    .map((span) => ({
      id: span.spanId, parentId: above(span), lane: span.lane, name: span.name,
      fromNs: span.startNs, toNs: span.startNs + span.durationNs, errors: errors.get(span.spanId)?.length ?? 0,
    }))
    .toSorted((a, b) => a.fromNs - b.fromNs || (a.id < b.id ? -1 : 1));
}

/** The nearest shown span above another one, "" where there is none; each is looked up once, so that long chains stay cheap. */
function nearestShown(spans: readonly TraceSpan[], byId: ReadonlyMap<string, TraceSpan>, shown: ReadonlySet<string>): (span: TraceSpan) => string {
  const known = new Map<string, string>();
  const find = (span: TraceSpan): string => {
    const passed: string[] = [];
    let found = "";
    for (let one: TraceSpan | undefined = span; one !== undefined; one = byId.get(one.parentSpanId)) {
      const seen = known.get(one.spanId);
      if (seen !== undefined) {
        found = seen;
        break;
      }
      passed.push(one.spanId);
      if (shown.has(one.parentSpanId)) {
        found = one.parentSpanId;
        break;
      }
      if (passed.length > spans.length) break;
    }
    for (const id of passed) known.set(id, found);
    return found;
  };
  return find;
}
