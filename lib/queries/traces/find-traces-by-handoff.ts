import { z } from "zod";
import { defineQuery } from "@/lib/clickhouse/define-query.ts";
import type { Database } from "@/lib/clickhouse/open-database.ts";

/** One id that is in more traces than this was not made unique by whoever made it; the first of them stand for it. */
const TRACES_PER_HANDOFF_MAX = 64;
/** Parameters travel in the URL, which the server cuts off at 1 MiB. */
const IDS_PER_QUERY = 2000;

const findTraces = defineQuery({
  name: "find-traces-by-handoff",
  params: z.object({ project: z.string(), ids: z.array(z.string()) }),
  row: z.object({ traceId: z.string() }),
  sql: `
    SELECT DISTINCT traceId
    FROM (
        SELECT key, trace_id AS traceId
        FROM correlation_keys FINAL
        WHERE project = {project: String} AND key_kind = 'handoff.id' AND key IN {ids: Array(String)}
        ORDER BY key, trace_id
        LIMIT ${TRACES_PER_HANDOFF_MAX} BY key
    )
    LIMIT ${IDS_PER_QUERY * TRACES_PER_HANDOFF_MAX}`,
});

/** Every trace that carries one of these `handoff.id`s. */
export async function findTracesByHandoff(db: Database, project: string, handoffIds: readonly string[]): Promise<string[]> {
  const traceIds = new Set<string>();
  for (let start = 0; start < handoffIds.length; start += IDS_PER_QUERY) {
    const rows = await findTraces(db, { project, ids: handoffIds.slice(start, start + IDS_PER_QUERY) });
    for (const row of rows) traceIds.add(row.traceId);
  }
  return [...traceIds];
}
