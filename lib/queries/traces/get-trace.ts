import type { Database } from "@/lib/clickhouse/open-database.ts";
import type { TraceDetail } from "@/lib/model/trace.ts";
import { searchTraces } from "@/lib/seams/search-traces.ts";
import { viewTrace } from "@/lib/seams/view-trace.ts";
import { countSpans } from "./count-spans.ts";
import { readToldSpans } from "./read-told-spans.ts";
import { readTraceHandoffs } from "./read-trace-handoffs.ts";
import { TraceId } from "./trace-id.ts";

/** As many spans as a page can show and scroll; the rest is told by `spans` against `spansShown`. */
const SPANS_SHOWN_MAX = 20_000;

/** A trace for its page, by id alone; undefined when neither a span nor a handoff's event of it is stored. */
export async function getTrace(db: Database, { project, traceId }: { project: string; traceId: string }): Promise<TraceDetail | undefined> {
  if (!TraceId.safeParse(traceId).success) return undefined;
  const [{ spans, isCut }, rows] = await Promise.all([readToldSpans(db, { project, traceIds: [traceId] }), readTraceHandoffs(db, { project, traceIds: [traceId] })]);
  const trace = searchTraces(spans, 0).traceOf(traceId);
  if (trace === undefined) return undefined;
  const view = viewTrace(trace, rows.map((row) => row.handoff), SPANS_SHOWN_MAX);
  const [count] = isCut ? await countSpans(db, { project, traceIds: [traceId] }) : [];
  return count === undefined ? view : { ...view, spans: count.spans };
}
