import { z } from "zod";
import { defineQuery } from "@/lib/clickhouse/define-query.ts";
import type { Database } from "@/lib/clickhouse/open-database.ts";

/** One key that is in more traces than this was not made unique by whoever made it; the first of them stand for it. */
const TRACES_PER_KEY_MAX = 64;
const KEYS_PER_QUERY = 2000;
/** The server takes no parameter longer than 128 KiB; escaping may make two of a byte. */
const KEY_BYTES_PER_QUERY = 48 * 1024;

const findTraces = defineQuery({
  name: "find-traces-by-key",
  params: z.object({ project: z.string(), kind: z.string(), keys: z.array(z.string()), tracesMax: z.int() }),
  row: z.object({ traceId: z.string() }),
  sql: `
    SELECT DISTINCT traceId
    FROM (
        SELECT key, trace_id AS traceId, count() OVER (PARTITION BY key) AS traces
        FROM correlation_keys FINAL
        WHERE project = {project: String} AND key_kind = {kind: String} AND key IN {keys: Array(String)}
        ORDER BY key, trace_id
        LIMIT ${TRACES_PER_KEY_MAX} BY key
    )
    WHERE {tracesMax: UInt32} = 0 OR traces <= {tracesMax: UInt32}
    LIMIT ${KEYS_PER_QUERY * TRACES_PER_KEY_MAX}`,
});

/** Which keys of which kind (an attribute's name, e.g. `handoff.id`). */
export interface KeysQuestion {
  project: string;
  kind: string;
  keys: readonly string[];
  /** Keys in more traces than this join none; where it is left out, the first traces of such a key stand for it. */
  tracesMax?: number;
}

/** Every trace that carries one of these keys. A key too long to be asked for (48 KiB) joins no traces. */
export async function findTracesByKey(db: Database, { project, kind, keys, tracesMax = 0 }: KeysQuestion): Promise<string[]> {
  const traceIds = new Set<string>();
  for (const part of partsOf(keys)) {
    const rows = await findTraces(db, { project, kind, keys: part, tracesMax });
    for (const row of rows) traceIds.add(row.traceId);
  }
  return [...traceIds];
}

function partsOf(keys: readonly string[]): string[][] {
  const parts: string[][] = [];
  let bytes = 0;
  for (const key of keys) {
    const size = Buffer.byteLength(key);
    if (size > KEY_BYTES_PER_QUERY) continue;
    const last = parts.at(-1);
    bytes += size;
    if (last !== undefined && last.length < KEYS_PER_QUERY && bytes <= KEY_BYTES_PER_QUERY) {
      last.push(key);
    } else {
      parts.push([key]);
      bytes = size;
    }
  }
  return parts;
}
