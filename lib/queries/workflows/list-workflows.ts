import { z } from "zod";
import { defineQuery } from "@/lib/clickhouse/define-query.ts";
import type { Database } from "@/lib/clickhouse/open-database.ts";
import { WorkflowSummary } from "@/lib/model/workflow.ts";
import { Cursor, cutPage, NEWEST, readCursor, type Position } from "../keyset-cursor.ts";
import { ALL_TIME, Instant } from "../time-window.ts";

/** The largest page; `limit` of the question may not exceed it. */
export const WORKFLOWS_MAX = 200;
const EITHER = [true, false];
const AGENTS_MAX = 50;

/** Which workflows, and where the page starts. `q` is a part of the key; the window is about the latest handoff. */
export interface WorkflowsQuestion {
  project: string;
  q?: string | undefined;
  failed?: boolean | undefined;
  from?: Date | undefined;
  to?: Date | undefined;
  cursor?: string | undefined;
  limit: number;
}

/** Handoffs whose agents name no task have their trace's id as correlation id: alone in their trace they are no workflow of several steps. */
const readWorkflows = defineQuery({
  name: "list-workflows",
  params: z.object({
    project: z.string(), q: z.string(), failed: z.array(z.boolean()), from: Instant, to: Instant,
    beforeUnixNano: z.bigint(), beforeId: z.string(), rows: z.int().min(1).max(WORKFLOWS_MAX + 1),
  }),
  row: WorkflowSummary.extend({ atUnixNano: z.coerce.bigint(), traces: z.coerce.number(), handoffs: z.coerce.number(), failed: z.coerce.number() }),
  sql: `
    SELECT
        correlation_id AS key,
        min(started_at) AS startedAt,
        max(started_at) AS lastAt,
        toUnixTimestamp64Nano(lastAt) AS atUnixNano,
        length(groupUniqArrayArray(trace_ids)) AS traces,
        count() AS handoffs,
        countIf(failed) AS failed,
        arraySort(groupUniqArrayArray(${AGENTS_MAX})([source, target])) AS agents
    FROM handoffs FINAL
    WHERE project = {project: String} AND candidate = false AND correlation_id != ''
        AND ({q: String} = '' OR positionCaseInsensitiveUTF8(correlation_id, {q: String}) > 0)
    GROUP BY correlation_id
    HAVING (traces > 1 OR NOT max(has(arrayMap(id -> toString(id), trace_ids), correlation_id)))
        AND (failed > 0) IN {failed: Array(Bool)}
        AND lastAt >= {from: DateTime64(3, 'UTC')} AND lastAt < {to: DateTime64(3, 'UTC')}
        AND (lastAt, key) < (fromUnixTimestamp64Nano({beforeUnixNano: Int64}, 'UTC'), {beforeId: String})
    ORDER BY lastAt DESC, key DESC
    LIMIT {rows: UInt32}
    SETTINGS date_time_output_format = 'iso', prefer_column_name_to_alias = 0`,
});

/**
 * A page of workflows by correlation key, the one with the newest handoff first: those with a key of their own, and those of more than
 * one trace. Throws on a cursor that is none: check it with `Cursor` where it comes in.
 */
export async function listWorkflows(db: Database, question: WorkflowsQuestion): Promise<{ workflows: WorkflowSummary[]; next: string | null }> {
  const { project, q = "", failed, limit } = question;
  const before: Position = question.cursor === undefined ? NEWEST : readCursor(Cursor.parse(question.cursor)) ?? NEWEST;
  const rows = await readWorkflows(db, {
    project, q,
    failed: failed === undefined ? EITHER : [failed],
    from: question.from ?? ALL_TIME.from,
    to: question.to ?? ALL_TIME.to,
    beforeUnixNano: before.atUnixNano,
    beforeId: before.id,
    rows: limit + 1,
  });
  const { page, next } = cutPage(rows.map((row) => ({ ...row, id: row.key })), limit);
  return { workflows: page.map((row) => WorkflowSummary.parse(row)), next };
}
