import type { Database } from "@/lib/clickhouse/open-database.ts";
import type { SpanMap } from "@/lib/model/span-window.ts";
import type { TraceDetail } from "@/lib/model/trace.ts";
import { mapOf } from "@/lib/seams/outline/map-of.ts";
import { type Outline, outlineOf } from "@/lib/seams/outline/outline.ts";
import { indexTrace } from "@/lib/seams/trace/index-trace.ts";
import { viewTrace } from "@/lib/seams/view-trace.ts";
import { countSpans } from "./count-spans.ts";
import { readThinSpans } from "./read-thin-spans.ts";
import { readTraceHandoffs } from "./read-trace-handoffs.ts";
import { readTraceVersion } from "./read-trace-version.ts";
import { TraceId } from "./trace-id.ts";

/** A trace as its pages draw it, in the order of its waterfall. `view.spanList` holds every span there is a place for. */
export interface TraceOutline {
  version: string;
  view: TraceDetail;
  outline: Outline;
  map: SpanMap;
}

interface Kept {
  version: string;
  made: Promise<TraceOutline | undefined>;
  spans: number;
}

/** Together the kept traces have at most so many spans: some 300 bytes each. */
const SPANS_KEPT_MAX = 600_000;
const TRACES_KEPT_MAX = 50;

/** Pages and routes are bundled apart, and must share what is kept. */
const shared: typeof globalThis & { seamscopeOutlines?: WeakMap<Database, Map<string, Kept>> } = globalThis;

/**
 * The outline of a trace; undefined when nothing of it is stored. It is made once for each version of the trace and kept for who
 * asks next: a waterfall is read window by window, and each would read the whole trace again.
 */
export async function readOutline(db: Database, { project, traceId }: { project: string; traceId: string }): Promise<TraceOutline | undefined> {
  if (!TraceId.safeParse(traceId).success) return undefined;
  const version = (await readTraceVersion(db, { project, traceIds: [traceId] })).map((part) => part.version).join("-");
  const outlines = keptFor(db);
  const key = `${project} ${traceId}`;
  const known = outlines.get(key);
  const kept = known?.version === version ? known : { version, spans: 0, made: makeOutline(db, project, traceId, version) };
  outlines.delete(key);
  outlines.set(key, kept);
  try {
    const outline = await kept.made;
    kept.spans = outline?.view.spanList.length ?? 0;
    forgetOldest(outlines);
    return outline;
  } catch (error) {
    if (outlines.get(key) === kept) outlines.delete(key);
    throw error;
  }
}

function keptFor(db: Database): Map<string, Kept> {
  const all = (shared.seamscopeOutlines ??= new WeakMap());
  const known = all.get(db) ?? new Map<string, Kept>();
  all.set(db, known);
  return known;
}

/** In a Map the first one is the one that was used least recently; the last one always stays. */
function forgetOldest(outlines: Map<string, Kept>): void {
  let spans = [...outlines.values()].reduce((sum, kept) => sum + kept.spans, 0);
  for (const [key, kept] of outlines) {
    if (outlines.size === 1 || (spans <= SPANS_KEPT_MAX && outlines.size <= TRACES_KEPT_MAX)) return;
    outlines.delete(key);
    spans -= kept.spans;
  }
}

async function makeOutline(db: Database, project: string, traceId: string, version: string): Promise<TraceOutline | undefined> {
  const [{ spans, isCut }, rows] = await Promise.all([readThinSpans(db, { project, traceId }), readTraceHandoffs(db, { project, traceIds: [traceId] })]);
  if (spans.length === 0) return undefined;
  const trace = indexTrace(traceId, spans);
  const handoffs = rows.map((row) => row.handoff);
  const view = viewTrace(trace, handoffs, Infinity);
  const [count] = isCut ? await countSpans(db, { project, traceIds: [traceId] }) : [];
  const outline = outlineOf(trace, view, handoffs);
  return { version, view: count === undefined ? view : { ...view, spans: count.spans }, outline, map: mapOf(outline) };
}
