import { z } from "zod";
import { defineQuery } from "@/lib/clickhouse/define-query.ts";
import type { Database } from "@/lib/clickhouse/open-database.ts";
import { type Key, keyId } from "@/lib/seams/workflow/key-strength.ts";
import type { CarriedKey } from "@/lib/seams/workflow/stitch.ts";

/** Keys of one trace beyond these are not followed; a trace that carries so many serves many tasks. */
const KEYS_PER_TRACE_MAX = 500;
/** The server takes no parameter longer than 128 KiB; escaping may make two of a byte. */
const BYTES_PER_QUERY = 48 * 1024;
const TRACES_PER_QUERY = 1000;
const ROWS_MAX = 100_000;

const Row = z.object({ traceId: z.string(), kind: z.string(), key: z.string() });

const readKeys = defineQuery({
  name: "read-trace-keys",
  params: z.object({ project: z.string(), traceIds: z.array(z.string()) }),
  row: Row,
  sql: `
    SELECT DISTINCT trace_id AS traceId, key_kind AS kind, key
    FROM kept_trace_keys
    WHERE project = {project: String} AND trace_id IN {traceIds: Array(FixedString(32))}
    ORDER BY trace_id, key_kind = 'handoff.correlation_id' DESC, key_kind, key
    LIMIT ${KEYS_PER_TRACE_MAX} BY trace_id
    LIMIT ${ROWS_MAX}`,
});

/** Every key that these traces carry. */
export async function readTraceKeys(db: Database, project: string, traceIds: readonly string[]): Promise<CarriedKey[]> {
  const rows: CarriedKey[] = [];
  for (let start = 0; start < traceIds.length; start += TRACES_PER_QUERY) rows.push(...(await readKeys(db, { project, traceIds: traceIds.slice(start, start + TRACES_PER_QUERY) })));
  return rows;
}

const readTraces = defineQuery({
  name: "read-traces-of-keys",
  params: z.object({ project: z.string(), kinds: z.array(z.string()), keys: z.array(z.string()), tracesMax: z.int() }),
  row: Row.extend({ traces: z.coerce.number() }),
  sql: `
    SELECT key_kind AS kind, key, arrayJoin(arraySlice(arraySort(groupUniqArray(trace_id)), 1, {tracesMax: UInt32})) AS traceId, uniqExact(trace_id) AS traces
    FROM kept_correlation_keys
    WHERE project = {project: String} AND (key_kind, key) IN (SELECT carried.1, carried.2 FROM (SELECT arrayJoin(arrayZip({kinds: Array(String)}, {keys: Array(String)})) AS carried))
    GROUP BY key_kind, key
    LIMIT ${ROWS_MAX}`,
});

/** The traces of some keys, `tracesMax` of each, and how many each has in all. */
export async function readTracesOfKeys(db: Database, project: string, keys: readonly Key[], tracesMax: number): Promise<{ rows: CarriedKey[]; counts: Map<string, number> }> {
  const rows: CarriedKey[] = [];
  const counts = new Map<string, number>();
  for (const part of partsOf(keys)) {
    for (const { traces, ...row } of await readTraces(db, { project, kinds: part.map((key) => key.kind), keys: part.map((key) => key.key), tracesMax })) {
      rows.push(row);
      counts.set(keyId(row), traces);
    }
  }
  return { rows, counts };
}

const readKinds = defineQuery({
  name: "read-kinds-of-key",
  params: z.object({ project: z.string(), key: z.string() }),
  row: z.object({ kind: z.string() }),
  sql: "SELECT DISTINCT key_kind AS kind FROM kept_correlation_keys WHERE project = {project: String} AND key = {key: String} LIMIT 100",
});

/** Under which kinds a text is a key. */
export async function readKindsOfKey(db: Database, project: string, key: string): Promise<string[]> {
  return (await readKinds(db, { project, key })).map((row) => row.kind);
}

/** A key too long to be asked for is left out: it joins no traces. */
function partsOf(keys: readonly Key[]): Key[][] {
  const parts: Key[][] = [];
  let bytes = Infinity;
  for (const key of keys) {
    const size = Buffer.byteLength(key.key) + key.kind.length + 6;
    if (size > BYTES_PER_QUERY) continue;
    if (bytes + size > BYTES_PER_QUERY) {
      parts.push([]);
      bytes = 0;
    }
    parts.at(-1)?.push(key);
    bytes += size;
  }
  return parts;
}
