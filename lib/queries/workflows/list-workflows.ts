import { z } from "zod";
import { defineQuery } from "@/lib/clickhouse/define-query.ts";
import type { Database } from "@/lib/clickhouse/open-database.ts";
import { WorkflowSummary } from "@/lib/model/workflow.ts";
import { placesBy } from "../handoffs/places-of-handoffs.ts";
import { readHandoffsExtent } from "../handoffs/read-handoffs-extent.ts";
import { Cursor, cutPage, endBefore, NEWEST, readCursor, type Position } from "../keyset-cursor.ts";
import { searchBackwards } from "../search-backwards.ts";
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

/** Keys by the latest handoff before a position, as far as a stretch of time tells: whether there is a later one is seen afterwards. */
const findKeys = defineQuery({
  name: "list-workflow-keys",
  params: z.object({ project: z.string(), pattern: z.string(), from: Instant, to: Instant, beforeUnixNano: z.bigint(), beforeId: z.string(), rows: z.int().min(1).max(WORKFLOWS_MAX + 1) }),
  row: z.object({ key: z.string(), atUnixNano: z.coerce.bigint() }),
  sql: `
    SELECT correlation_id AS key, toUnixTimestamp64Nano(max(started_at)) AS atUnixNano
    FROM handoffs_by_time FINAL
    WHERE project = {project: String} AND candidate = false AND correlation_id != '' AND length(correlation_id) <= 4096
        AND lowerUTF8(correlation_id) LIKE {pattern: String}
        AND (length(trace_ids) > 1 OR toString(trace_ids[1]) != correlation_id OR correlation_id IN (SELECT key FROM handoff_keys WHERE project = {project: String} AND key_kind = 'linked'))
        AND started_at >= {from: DateTime64(3, 'UTC')} AND started_at < {to: DateTime64(3, 'UTC')}
        AND started_at <= fromUnixTimestamp64Nano({beforeUnixNano: Int64}, 'UTC')
    GROUP BY correlation_id
    HAVING (max(started_at), key) < (fromUnixTimestamp64Nano({beforeUnixNano: Int64}, 'UTC'), {beforeId: String})
    ORDER BY atUnixNano DESC, key DESC
    LIMIT {rows: UInt32}`,
});

/**
 * Handoffs whose agents name no task have their trace's id as correlation id: alone in their trace they are no workflow of several
 * steps. A key longer than 4 KiB has no address.
 */
const readSummaries = defineQuery({
  name: "list-workflows",
  params: z.object({ project: z.string(), keys: z.array(z.string()), failed: z.array(z.boolean()), from: Instant, to: Instant, beforeUnixNano: z.bigint(), beforeId: z.string() }),
  row: WorkflowSummary.extend({ traces: z.coerce.number(), handoffs: z.coerce.number(), failed: z.coerce.number(), atUnixNano: z.coerce.bigint() }),
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
    FROM handoffs_by_time FINAL
    PREWHERE ${placesBy("task", "keys")}
    WHERE candidate = false AND correlation_id IN {keys: Array(String)}
    GROUP BY correlation_id
    HAVING (max(length(trace_ids)) > 1 OR min(trace_ids[1]) != max(trace_ids[1]) OR any(toString(trace_ids[1])) != key)
        AND (failed > 0) IN {failed: Array(Bool)}
        AND lastAt >= {from: DateTime64(3, 'UTC')} AND lastAt < {to: DateTime64(3, 'UTC')}
        AND (lastAt, key) < (fromUnixTimestamp64Nano({beforeUnixNano: Int64}, 'UTC'), {beforeId: String})
    ORDER BY lastAt DESC, key DESC
    LIMIT ${WORKFLOWS_MAX + 1}
    SETTINGS date_time_output_format = 'iso'`,
});

/**
 * A page of workflows by correlation key, the one with the newest handoff first: those with a key of their own, and those of more than
 * one trace. Throws on a cursor that is none: check it with `Cursor` where it comes in.
 */
export async function listWorkflows(db: Database, question: WorkflowsQuestion): Promise<{ workflows: WorkflowSummary[]; next: string | null }> {
  const { project, q = "", failed, limit } = question;
  const window = { from: question.from ?? ALL_TIME.from, to: question.to ?? ALL_TIME.to };
  const rows: (WorkflowSummary & Position)[] = [];
  const extent = await readHandoffsExtent(db);
  let past: Position = question.cursor === undefined ? NEWEST : readCursor(Cursor.parse(question.cursor)) ?? NEWEST;
  for (;;) {
    const before = { beforeUnixNano: past.atUnixNano, beforeId: past.id };
    const askSince = (from: Date) => findKeys(db, { project, pattern: `%${q.toLowerCase().replaceAll(/[\\%_]/g, "\\$&")}%`, from, to: window.to, ...before, rows: limit + 1 });
    const found = await searchBackwards(extent, { from: window.from, to: endBefore(window.to, past) }, limit + 1, askSince);
    const parts = await Promise.all(partsOf(found.map(({ key }) => key)).map((keys) => readSummaries(db, { project, keys, failed: failed === undefined ? EITHER : [failed], ...window, ...before })));
    rows.push(...parts.flat().map((row) => ({ ...row, id: row.key })).toSorted((a, b) => (a.atUnixNano === b.atUnixNano ? (a.key < b.key ? 1 : -1) : a.atUnixNano < b.atUnixNano ? 1 : -1)));
    const last = found.at(-1);
    if (last === undefined || found.length <= limit || rows.length > limit) break;
    past = { atUnixNano: last.atUnixNano, id: last.key };
  }
  const { page, next } = cutPage(rows, limit);
  return { workflows: page.map((row) => WorkflowSummary.parse(row)), next };
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
