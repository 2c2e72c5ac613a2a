import { z } from "zod";
import { defineQuery } from "@/lib/clickhouse/define-query.ts";
import type { Database } from "@/lib/clickhouse/open-database.ts";
import { TraceSummary } from "@/lib/model/trace.ts";
import { Cursor, cutPage, NEWEST, readCursor, type Position } from "../keyset-cursor.ts";
import { ALL_TIME, Instant } from "../time-window.ts";
import { findTraceIds } from "./find-trace-ids.ts";

/** The largest page; `limit` of the question may not exceed it. */
export const TRACES_MAX = 500;
/** More words than this narrow nothing down; the rest are ignored. */
const WORDS_MAX = 20;
const EITHER = [true, false];

/** Which traces, and where the page starts. `q` is one box: an id of a trace, a span or a handoff, or words that must all occur. */
export interface TracesQuestion {
  project: string;
  q?: string | undefined;
  agent?: string | undefined;
  service?: string | undefined;
  failed?: boolean | undefined;
  from?: Date | undefined;
  to?: Date | undefined;
  cursor?: string | undefined;
  limit: number;
}

/** Words are looked for with `position`, not LIKE, so % and _ in them are only characters. */
const readTraces = defineQuery({
  name: "list-traces",
  params: z.object({
    project: z.string(),
    traceIds: z.array(z.string()),
    words: z.array(z.string()).max(WORDS_MAX),
    agent: z.string(),
    service: z.string(),
    failed: z.array(z.boolean()),
    from: Instant,
    to: Instant,
    beforeUnixNano: z.bigint(),
    beforeId: z.string(),
    rows: z.int().min(1).max(TRACES_MAX + 1),
  }),
  row: TraceSummary.extend({ atUnixNano: z.coerce.bigint() }),
  sql: `
    SELECT
        trace_id AS traceId,
        name,
        root_missing AS rootMissing,
        started_at AS startedAt,
        toUnixTimestamp64Nano(started_at) AS atUnixNano,
        duration_ms AS durationMs,
        spans,
        errors,
        services,
        agents,
        handoffs,
        failed
    FROM traces FINAL
    PREWHERE project = {project: String} AND (empty({traceIds: Array(String)}) OR trace_id IN {traceIds: Array(String)})
    WHERE arrayAll(word -> position(search_text, word) > 0, {words: Array(String)})
        AND ({agent: String} = '' OR has(agents, {agent: String}))
        AND ({service: String} = '' OR has(services, {service: String}))
        AND (failed > 0) IN {failed: Array(Bool)}
        AND started_at >= {from: DateTime64(3, 'UTC')} AND started_at < {to: DateTime64(3, 'UTC')}
        AND (started_at, trace_id) < (fromUnixTimestamp64Nano({beforeUnixNano: Int64}, 'UTC'), {beforeId: String})
    ORDER BY started_at DESC, trace_id DESC
    LIMIT {rows: UInt32}
    SETTINGS date_time_output_format = 'iso'`,
});

/**
 * A page of traces, newest first, and the cursor of the next page. When `q` is an id that is known, the traces it speaks of
 * are the answer; otherwise its words are searched for. Throws on a cursor that is none: check it with `Cursor` where it comes in.
 */
export async function listTraces(db: Database, question: TracesQuestion): Promise<{ traces: TraceSummary[]; next: string | null }> {
  const { project, q = "", failed, limit } = question;
  const before: Position = question.cursor === undefined ? NEWEST : readCursor(Cursor.parse(question.cursor)) ?? NEWEST;
  const words = q.split(/\s+/).filter((word) => word !== "").slice(0, WORDS_MAX);
  const traceIds = words.length === 0 ? [] : await findTraceIds(db, { project, id: q.trim() });
  const rows = await readTraces(db, {
    project,
    traceIds,
    words: traceIds.length > 0 ? [] : words.map((word) => word.toLowerCase()),
    agent: question.agent ?? "",
    service: question.service ?? "",
    failed: failed === undefined ? EITHER : [failed],
    from: question.from ?? ALL_TIME.from,
    to: question.to ?? ALL_TIME.to,
    beforeUnixNano: before.atUnixNano,
    beforeId: before.id,
    rows: limit + 1,
  });
  const { page, next } = cutPage(rows.map((row) => ({ ...row, id: row.traceId })), limit);
  return { traces: page.map((row) => TraceSummary.parse(row)), next };
}
