import { z } from "zod";
import { defineQuery } from "@/lib/clickhouse/define-query.ts";
import type { Database } from "@/lib/clickhouse/open-database.ts";
import { TraceSummary } from "@/lib/model/trace.ts";
import type { FindingClass, Verdict } from "@/lib/model/vocabulary.ts";
import { Cursor, cutPage, NEWEST, readCursor, type Position } from "../keyset-cursor.ts";
import { ALL_TIME } from "../time-window.ts";
import { findPlacesOfTraces } from "./find-places-of-traces.ts";
import { findTraceIds } from "./find-trace-ids.ts";
import { rankTraces } from "./rank-traces.ts";
import { TRACE_COLUMNS } from "./trace-columns.ts";
import { narrowedDown, TraceFilters, TRACES_MAX, WORDS_MAX } from "./trace-filters.ts";

export { TRACES_MAX };
const EITHER = [true, false];

/** In which order; those that are not `newest` have no cursor, and look through the newest 20,000 traces of the window. */
export const TRACE_SORTS = ["newest", "slowest", "failures"] as const;
type TraceSort = (typeof TRACE_SORTS)[number];

/** Which traces, and where the page starts. `q` is one box: an id of anything (of a trace also its first eight digits), or words that must all occur. */
export interface TracesQuestion {
  project: string;
  q?: string | undefined;
  agent?: string | undefined;
  service?: string | undefined;
  failed?: boolean | undefined;
  class?: FindingClass | undefined;
  verdict?: Verdict | undefined;
  minDurationMs?: number | undefined;
  sort?: TraceSort | undefined;
  from?: Date | undefined;
  to?: Date | undefined;
  cursor?: string | undefined;
  limit: number;
}

/** Some traces as they stand. Words are looked for with `position`, not LIKE, so % and _ in them are only characters. */
const readTraces = narrowedDown((isAskedFor) => defineQuery({
  name: "list-traces",
  params: TraceFilters.extend({ traceIds: z.array(z.string()) }),
  row: TraceSummary.extend({ atUnixNano: z.coerce.bigint() }),
  sql: `
    SELECT ${TRACE_COLUMNS}, toUnixTimestamp64Nano(started_at) AS atUnixNano
    FROM traces FINAL
    PREWHERE project = {project: String} AND trace_id IN {traceIds: Array(String)}
    WHERE arrayAll(word -> position(search_text, word) > 0, {words: Array(String)}) AND ${isAskedFor}
    ORDER BY started_at DESC, trace_id DESC
    LIMIT {rows: UInt32}
    SETTINGS date_time_output_format = 'iso'`,
}));
type Row = Awaited<ReturnType<typeof readTraces>>[number];

/**
 * A page of traces, newest first, and the cursor of the next page. When `q` is an id that is known, the traces it speaks of
 * are the answer; otherwise its words are searched for. Throws on a cursor that is none: check it with `Cursor` where it comes in.
 */
export async function listTraces(db: Database, question: TracesQuestion): Promise<{ traces: TraceSummary[]; next: string | null }> {
  const { project, q = "", failed, limit } = question;
  const before: Position = question.cursor === undefined ? NEWEST : readCursor(Cursor.parse(question.cursor)) ?? NEWEST;
  const words = q.split(/\s+/).filter((word) => word !== "").slice(0, WORDS_MAX);
  const traceIds = words.length === 0 ? [] : await findTraceIds(db, { project, id: q.trim() });
  const asked: TraceFilters = {
    project,
    words: traceIds.length > 0 ? [] : words.map((word) => word.toLowerCase()),
    agent: question.agent ?? "",
    service: question.service ?? "",
    failed: failed === undefined ? EITHER : [failed],
    class: question.class ?? "",
    verdict: question.verdict ?? "",
    from: question.from ?? ALL_TIME.from,
    to: question.to ?? ALL_TIME.to,
    beforeUnixNano: before.atUnixNano,
    beforeId: before.id,
    rows: limit + 1,
  };
  const { sort = "newest", minDurationMs = 0 } = question;
  if (traceIds.length === 0 && (sort !== "newest" || minDurationMs > 0)) return { traces: (await rankTraces(db, { ...asked, rows: limit, sort, minDurationMs })).map((row) => TraceSummary.parse(row)), next: null };
  const rows = traceIds.length > 0 ? await readTraces(db, { ...asked, traceIds }) : await readByTime(db, asked);
  const { page, next } = cutPage(rows.map((row) => ({ ...row, id: row.traceId })), limit);
  return { traces: page.map((row) => TraceSummary.parse(row)), next };
}

/** Of the places found in order of time those at which a trace still stands, until there are enough of them or no more. */
async function readByTime(db: Database, asked: TraceFilters): Promise<Row[]> {
  const rows: Row[] = [];
  let past: Position = { atUnixNano: asked.beforeUnixNano, id: asked.beforeId };
  for (;;) {
    const from = { ...asked, beforeUnixNano: past.atUnixNano, beforeId: past.id };
    const places = await findPlacesOfTraces(db, from);
    const [last] = places.slice(-1);
    if (last === undefined) return rows;
    const standing = await readTraces(db, { ...from, traceIds: places.map((place) => place.id) });
    const isPlace = new Set(places.map((place) => `${place.atUnixNano} ${place.id}`));
    rows.push(...standing.filter((row) => isPlace.has(`${row.atUnixNano} ${row.traceId}`)));
    if (rows.length >= asked.rows || places.length < asked.rows) return rows.slice(0, asked.rows);
    past = last;
  }
}
