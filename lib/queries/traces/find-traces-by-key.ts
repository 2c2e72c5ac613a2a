import { z } from "zod";
import { defineQuery } from "@/lib/clickhouse/define-query.ts";
import type { Database } from "@/lib/clickhouse/open-database.ts";

/** One key that is in more traces than this was not made unique by whoever made it; the first of them stand for it. */
const TRACES_PER_KEY_MAX = 64;
/** Parameters travel in the URL, which the server cuts off at 1 MiB. */
const KEYS_PER_QUERY = 2000;

const findTraces = defineQuery({
  name: "find-traces-by-key",
  params: z.object({ project: z.string(), kind: z.string(), keys: z.array(z.string()) }),
  row: z.object({ traceId: z.string() }),
  sql: `
    SELECT DISTINCT traceId
    FROM (
        SELECT key, trace_id AS traceId
        FROM correlation_keys FINAL
        WHERE project = {project: String} AND key_kind = {kind: String} AND key IN {keys: Array(String)}
        ORDER BY key, trace_id
        LIMIT ${TRACES_PER_KEY_MAX} BY key
    )
    LIMIT ${KEYS_PER_QUERY * TRACES_PER_KEY_MAX}`,
});

/** Which keys of which kind (an attribute's name, e.g. `handoff.id`). */
export interface KeysQuestion {
  project: string;
  kind: string;
  keys: readonly string[];
}

/** Every trace that carries one of these keys. */
export async function findTracesByKey(db: Database, { project, kind, keys }: KeysQuestion): Promise<string[]> {
  const traceIds = new Set<string>();
  for (let start = 0; start < keys.length; start += KEYS_PER_QUERY) {
    const rows = await findTraces(db, { project, kind, keys: keys.slice(start, start + KEYS_PER_QUERY) });
    for (const row of rows) traceIds.add(row.traceId);
  }
  return [...traceIds];
}
