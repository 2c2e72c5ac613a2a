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
/** Escaping may make two bytes of one. */
const BYTES_PER_QUERY = 48 * 1024;

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

/**
 * Handoffs whose agents name no task have their trace's id as correlation id: alone in their trace they are no workflow of several
 * steps. A key longer than 4 KiB has no address. Narrow columns only: what a row shows is read afterwards, for the rows of the page.
 */
const readKeys = defineQuery({
  name: "list-workflow-keys",
  params: z.object({
    project: z.string(), q: z.string(), failed: z.array(z.boolean()), from: Instant, to: Instant,
    beforeUnixNano: z.bigint(), beforeId: z.string(), rows: z.int().min(1).max(WORKFLOWS_MAX + 1),
  }),
  row: z.object({ key: z.string(), atUnixNano: z.coerce.bigint() }),
  sql: `
    SELECT correlation_id AS key, toUnixTimestamp64Nano(max(started_at)) AS atUnixNano
    FROM handoffs FINAL
    WHERE project = {project: String} AND candidate = false AND correlation_id != '' AND length(correlation_id) <= 4096
        AND ({q: String} = '' OR positionCaseInsensitiveUTF8(correlation_id, {q: String}) > 0)
    GROUP BY correlation_id
    HAVING (max(length(trace_ids)) > 1 OR min(trace_ids[1]) != max(trace_ids[1]) OR any(toString(trace_ids[1])) != key)
        AND max(failed) IN {failed: Array(Bool)}
        AND max(started_at) >= {from: DateTime64(3, 'UTC')} AND max(started_at) < {to: DateTime64(3, 'UTC')}
        AND (max(started_at), key) < (fromUnixTimestamp64Nano({beforeUnixNano: Int64}, 'UTC'), {beforeId: String})
    ORDER BY atUnixNano DESC, key DESC
    LIMIT {rows: UInt32}`,
});

const readSummaries = defineQuery({
  name: "list-workflows",
  params: z.object({ project: z.string(), keys: z.array(z.string()) }),
  row: WorkflowSummary.extend({ traces: z.coerce.number(), handoffs: z.coerce.number(), failed: z.coerce.number() }),
  sql: `
    SELECT
        correlation_id AS key,
        min(started_at) AS startedAt,
        max(started_at) AS lastAt,
        length(groupUniqArrayArray(trace_ids)) AS traces,
        count() AS handoffs,
        countIf(failed) AS failed,
        arraySort(groupUniqArrayArray(${AGENTS_MAX})([source, target])) AS agents
    FROM handoffs FINAL
    WHERE project = {project: String} AND candidate = false AND correlation_id IN {keys: Array(String)}
    GROUP BY correlation_id
    ORDER BY lastAt DESC, key DESC
    LIMIT ${WORKFLOWS_MAX}
    SETTINGS date_time_output_format = 'iso'`,
});

/**
 * A page of workflows by correlation key, the one with the newest handoff first: those with a key of their own, and those of more than
 * one trace. Throws on a cursor that is none: check it with `Cursor` where it comes in.
 */
export async function listWorkflows(db: Database, question: WorkflowsQuestion): Promise<{ workflows: WorkflowSummary[]; next: string | null }> {
  const { project, q = "", failed, limit } = question;
  const before: Position = question.cursor === undefined ? NEWEST : readCursor(Cursor.parse(question.cursor)) ?? NEWEST;
  const rows = await readKeys(db, {
    project, q,
    failed: failed === undefined ? EITHER : [failed],
    from: question.from ?? ALL_TIME.from,
    to: question.to ?? ALL_TIME.to,
    beforeUnixNano: before.atUnixNano,
    beforeId: before.id,
    rows: limit + 1,
  });
  const { page, next } = cutPage(rows.map(({ key, atUnixNano }) => ({ id: key, atUnixNano })), limit);
  const parts = partsOf(page.map((row) => row.id));
  const found = await Promise.all(parts.map((keys) => readSummaries(db, { project, keys })));
  return { workflows: found.flat(), next };
}

/** The server takes no parameter longer than 128 KiB, and a key may have 4 KiB. */
function partsOf(keys: readonly string[]): string[][] {
  const parts: string[][] = [];
  let bytes = Infinity;
  for (const key of keys) {
    bytes += Buffer.byteLength(key) + 4;
    if (bytes > BYTES_PER_QUERY) {
      parts.push([]);
      bytes = Buffer.byteLength(key) + 4;
    }
    parts.at(-1)?.push(key);
  }
  return parts;
}
