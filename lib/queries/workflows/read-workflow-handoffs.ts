import { z } from "zod";
import { defineQuery } from "@/lib/clickhouse/define-query.ts";
import type { Database } from "@/lib/clickhouse/open-database.ts";
import { Handoff } from "@/lib/model/handoff.ts";

/** As many handoffs as one workflow is read with; the rest is told by its count. */
const HANDOFFS_MAX = 1000;
/** The server takes no parameter longer than 128 KiB, and an id may have 256 bytes, each of them escaped. */
const IDS_PER_QUERY = 200;

const readKeys = defineQuery({
  name: "read-workflow-handoff-keys",
  params: z.object({ project: z.string(), traceIds: z.array(z.string()) }),
  row: z.object({ id: z.string(), correlationId: z.string(), traceIds: z.array(z.string()) }),
  sql: `
    SELECT handoff_id AS id, correlation_id AS correlationId, trace_ids AS traceIds
    FROM handoffs FINAL
    WHERE project = {project: String} AND candidate = false AND hasAny(trace_ids, {traceIds: Array(FixedString(32))})
    ORDER BY started_at, handoff_id
    LIMIT 100000`,
});

const readDetails = defineQuery({
  name: "read-workflow-handoffs",
  params: z.object({ project: z.string(), traceIds: z.array(z.string()), ids: z.array(z.string()) }),
  row: z.object({ handoff: z.string().transform((json): unknown => JSON.parse(json)).pipe(Handoff) }),
  sql: `
    SELECT detail AS handoff
    FROM handoffs FINAL
    WHERE project = {project: String} AND handoff_id IN {ids: Array(String)} AND hasAny(trace_ids, {traceIds: Array(FixedString(32))})
    ORDER BY started_at, handoff_id
    LIMIT ${IDS_PER_QUERY}`,
});

/** Whose handoffs: all that have evidence in the own traces, and of the shared ones those that belong to the tasks. */
export interface WorkflowTraces {
  own: readonly string[];
  shared: readonly string[];
  tasks: readonly string[];
}

/** The handoffs of a workflow in order of start, candidates apart, and how many there are in all. */
export async function readWorkflowHandoffs(db: Database, project: string, { own, shared, tasks }: WorkflowTraces): Promise<{ handoffs: Handoff[]; inAll: number }> {
  const traceIds = [...own, ...shared];
  if (traceIds.length === 0) return { handoffs: [], inAll: 0 };
  const ownTraces = new Set(own);
  const known = new Set(tasks);
  const keys = await readKeys(db, { project, traceIds });
  const belonging = keys.filter((key) => own.length === 0 || known.has(key.correlationId) || key.traceIds.some((traceId) => ownTraces.has(traceId)));
  const ids = belonging.slice(0, HANDOFFS_MAX).map((key) => key.id);
  const parts = Array.from({ length: Math.ceil(ids.length / IDS_PER_QUERY) }, (_, part) => ids.slice(part * IDS_PER_QUERY, (part + 1) * IDS_PER_QUERY));
  const rows = await Promise.all(parts.map((part) => readDetails(db, { project, traceIds, ids: part })));
  return { handoffs: rows.flat().map((row) => row.handoff), inAll: belonging.length };
}
