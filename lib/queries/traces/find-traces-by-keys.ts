import { z } from "zod";
import { defineQuery } from "@/lib/clickhouse/define-query.ts";
import type { Database } from "@/lib/clickhouse/open-database.ts";
import type { JoinKeys } from "@/lib/seams/join-keys.ts";

/** One key that is in more traces than this was not made unique by whoever made it; the first of them stand for it. */
const TRACES_PER_KEY_MAX = 64;
const KEYS_PER_QUERY = 2000;
/** The server takes no parameter longer than 128 KiB; escaping may make two of a byte. */
const KEY_BYTES_PER_QUERY = 48 * 1024;

const findTraces = defineQuery({
  name: "find-traces-by-keys",
  params: z.object({ project: z.string(), kinds: z.array(z.string()), keys: z.array(z.string()), rareKind: z.string(), rareTracesMax: z.int() }),
  row: z.object({ kind: z.string(), traceId: z.string() }),
  sql: `
    SELECT DISTINCT kind, traceId
    FROM (
        SELECT kind, key, traceId, count() OVER (PARTITION BY kind, key) AS traces
        FROM
        (
            SELECT DISTINCT key_kind AS kind, key, trace_id AS traceId
            FROM kept_correlation_keys
            WHERE project = {project: String}
                AND (key_kind, key) IN (SELECT asked.1, asked.2 FROM (SELECT arrayJoin(arrayZip({kinds: Array(String)}, {keys: Array(String)})) AS asked))
        )
        ORDER BY kind, key, traceId
        LIMIT ${TRACES_PER_KEY_MAX} BY kind, key
    )
    WHERE kind != {rareKind: String} OR traces <= {rareTracesMax: UInt32}
    LIMIT ${KEYS_PER_QUERY * TRACES_PER_KEY_MAX}`,
});

/** Keys of several kinds (attributes' names, e.g. `handoff.id`). */
export interface KeysQuestion {
  project: string;
  keys: readonly JoinKeys[];
  /** A kind of which a key in more traces than this joins none; of others the first traces of such a key stand for it. */
  rare: { kind: string; tracesMax: number };
}

/** By kind, every trace that carries one of the keys. A key too long to be asked for (48 KiB) joins no traces. */
export async function findTracesByKeys(db: Database, { project, keys, rare }: KeysQuestion): Promise<ReadonlyMap<string, readonly string[]>> {
  const found = new Map<string, Set<string>>();
  for (const part of partsOf(keys)) {
    const kinds = part.map(({ kind }) => kind);
    const rows = await findTraces(db, { project, kinds, keys: part.map(({ key }) => key), rareKind: rare.kind, rareTracesMax: rare.tracesMax });
    for (const { kind, traceId } of rows) found.set(kind, (found.get(kind) ?? new Set()).add(traceId));
  }
  return new Map([...found].map(([kind, traceIds]) => [kind, [...traceIds]]));
}

interface Key {
  kind: string;
  key: string;
}

function partsOf(keys: readonly JoinKeys[]): Key[][] {
  const parts: Key[][] = [];
  let bytes = 0;
  for (const asked of keys.flatMap(({ kind, keys: own }) => own.map((key): Key => ({ kind, key })))) {
    const size = Buffer.byteLength(asked.key);
    if (size > KEY_BYTES_PER_QUERY) continue;
    const last = parts.at(-1);
    bytes += size;
    if (last !== undefined && last.length < KEYS_PER_QUERY && bytes <= KEY_BYTES_PER_QUERY) {
      last.push(asked);
    } else {
      parts.push([asked]);
      bytes = size;
    }
  }
  return parts;
}
