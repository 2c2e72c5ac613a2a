import type { Database } from "@/lib/clickhouse/open-database.ts";
import type { SpanWindow } from "@/lib/model/span-window.ts";
import type { Outline } from "@/lib/seams/outline/outline.ts";
import { type OutlineView, visibleRows } from "@/lib/seams/outline/visible-rows.ts";
import { windowOf, type WindowQuestion } from "@/lib/seams/outline/window-of.ts";
import { readOutline, type TraceOutline } from "./read-outline.ts";

/** Views of one trace whose rows are remembered: who scrolls asks for the same one again and again. */
const VIEWS_KEPT = 8;
const remembered = new WeakMap<Outline, Map<string, Int32Array>>();

/** Some rows of a trace's waterfall; undefined when nothing of the trace is stored. */
export async function readSpanWindow(db: Database, { project, traceId, ...question }: WindowQuestion & { project: string; traceId: string }): Promise<SpanWindow | undefined> {
  const read = await readOutline(db, { project, traceId });
  return read === undefined ? undefined : cutWindow(read, question);
}

/** The same of an outline that was read already. */
export const cutWindow = ({ version, view, outline }: TraceOutline, question: WindowQuestion): SpanWindow => ({
  version,
  spansInAll: view.spans,
  ...windowOf(outline, question, (asked) => rowsIn(outline, asked)),
});

function rowsIn(outline: Outline, view: OutlineView): Int32Array {
  const known = remembered.get(outline) ?? new Map<string, Int32Array>();
  remembered.set(outline, known);
  const key = JSON.stringify(view);
  const rows = known.get(key) ?? visibleRows(outline, view);
  known.delete(key);
  known.set(key, rows);
  for (const oldest of known.keys()) {
    if (known.size <= VIEWS_KEPT) break;
    known.delete(oldest);
  }
  return rows;
}
