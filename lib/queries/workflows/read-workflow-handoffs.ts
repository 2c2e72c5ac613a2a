import { z } from "zod";
import { defineQuery } from "@/lib/clickhouse/define-query.ts";
import type { Database } from "@/lib/clickhouse/open-database.ts";
import { groupBy } from "@/lib/model/group-by.ts";
import { StoredHandoff, type Handoff } from "@/lib/model/handoff.ts";
import { type Verdict, VERDICTS } from "@/lib/model/vocabulary.ts";
import { placesBy, WHOLE_FIRST } from "../handoffs/places-of-handoffs.ts";

/** As many handoffs as one workflow is read with; the rest is told by its count. */
const HANDOFFS_MAX = 1000;
/** Payloads come along: no more is read once so many characters are in memory. */
const LENGTH_MAX = 32 * 1024 * 1024;
/** The server takes no parameter longer than 128 KiB, and an id may have 256 bytes, each of them escaped. */
const IDS_PER_QUERY = 100;

const readKeys = defineQuery({
  name: "read-workflow-handoff-keys",
  params: z.object({ project: z.string(), traceIds: z.array(z.string()) }),
  row: z.object({ id: z.string(), correlationId: z.string(), traceIds: z.array(z.string()), failed: z.boolean(), verdict: z.enum(VERDICTS) }),
  sql: `
    SELECT handoff_id AS id, correlation_id AS correlationId, trace_ids AS traceIds, failed, verdict
    FROM kept_handoffs FINAL
    PREWHERE ${placesBy("trace", "traceIds")}
    WHERE candidate = false AND hasAny(trace_ids, {traceIds: Array(FixedString(32))})
    ORDER BY started_at, handoff_id, version DESC
    LIMIT 1 BY seam_id, started_at, handoff_id
    LIMIT 100000`,
});

const readDetails = defineQuery({
  name: "read-workflow-handoffs",
  params: z.object({ project: z.string(), traceIds: z.array(z.string()), ids: z.array(z.string()) }),
  row: z.object({ detail: z.string() }),
  sql: `
    SELECT detail
    FROM kept_handoffs FINAL
    PREWHERE ${placesBy("handoff", "ids")}
    WHERE hasAny(trace_ids, {traceIds: Array(FixedString(32))})
    ORDER BY started_at, handoff_id, ${WHOLE_FIRST}
    LIMIT 1 BY seam_id, started_at, handoff_id
    LIMIT ${IDS_PER_QUERY}`,
});

/** Whose handoffs: all that have evidence in the own traces, and of the shared ones those that belong to the tasks. */
export interface WorkflowTraces {
  own: readonly string[];
  shared: readonly string[];
  tasks: readonly string[];
}

/** The handoffs of a workflow in order of start, candidates apart; the counts are of all, also of those that were not read. */
export interface WorkflowHandoffs {
  handoffs: Handoff[];
  inAll: number;
  failed: number;
  byVerdict: Partial<Record<Verdict, number>>;
}

/** Reads the handoffs of a workflow, as many as can be looked at together. */
export async function readWorkflowHandoffs(db: Database, project: string, { own, shared, tasks }: WorkflowTraces): Promise<WorkflowHandoffs> {
  const traceIds = [...own, ...shared];
  const keys = traceIds.length === 0 ? [] : await readKeys(db, { project, traceIds });
  const ownTraces = new Set(own);
  const known = new Set(tasks);
  const belonging = keys.filter((key) => own.length === 0 || known.has(key.correlationId) || key.traceIds.some((traceId) => ownTraces.has(traceId)));
  const byVerdict = Object.fromEntries([...groupBy(belonging, (key) => key.verdict)].map(([verdict, same]) => [verdict, same.length]));
  const handoffs = await readWhole(db, { project, traceIds, ids: belonging.slice(0, HANDOFFS_MAX).map((key) => key.id) });
  return { handoffs, inAll: belonging.length, failed: belonging.filter((key) => key.failed).length, byVerdict };
}

async function readWhole(db: Database, { project, traceIds, ids }: { project: string; traceIds: string[]; ids: readonly string[] }): Promise<Handoff[]> {
  const handoffs: Handoff[] = [];
  let length = 0;
  for (let start = 0; start < ids.length && length < LENGTH_MAX; start += IDS_PER_QUERY) {
    for (const { detail } of await readDetails(db, { project, traceIds, ids: ids.slice(start, start + IDS_PER_QUERY) })) {
      length += detail.length;
      handoffs.push(StoredHandoff.parse(JSON.parse(detail)));
    }
  }
  return handoffs;
}
