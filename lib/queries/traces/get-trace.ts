import type { Database } from "@/lib/clickhouse/open-database.ts";
import type { TraceDetail } from "@/lib/model/trace.ts";
import { readOutline } from "./read-outline.ts";

/** As many spans as one answer lists; the rest is told by `spans` against `spansShown`, and read by `readSpanWindow`. */
const SPANS_SHOWN_MAX = 20_000;

/** A trace by id alone; undefined when neither a span nor a handoff's event of it is stored. */
export async function getTrace(db: Database, question: { project: string; traceId: string }): Promise<TraceDetail | undefined> {
  const view = (await readOutline(db, question))?.view;
  if (view === undefined) return undefined;
  const spanList = view.spanList.slice(0, SPANS_SHOWN_MAX);
  return { ...view, spanList, spansShown: spanList.length };
}
