import type { Database } from "@/lib/clickhouse/open-database.ts";
import { type Key, keyId, LINK_KIND } from "@/lib/seams/workflow/key-strength.ts";
import { type CarriedKey, type Start, stitch, type Stitched } from "@/lib/seams/workflow/stitch.ts";
import { readTraceKeys, readTracesOfKeys } from "./trace-keys.ts";

/** As many traces as one workflow is read with; the rest is told by its count. */
export const TRACES_MAX = 200;
/** How many joins away from what was asked for a trace may be. */
const ROUNDS_MAX = 12;

/** The traces of a workflow, and the keys of all traces that were looked at. */
export interface Gathered extends Stitched {
  /** At least so many traces belong to it. */
  tracesInAll: number;
  /** How many traces carry a key. */
  countOf: (key: Key) => number;
}

/** Reads from trace to trace, by the keys they share, until nothing new comes or there are as many traces as can be shown. */
export async function gatherTraces(db: Database, project: string, start: Start): Promise<Gathered> {
  const rows: CarriedKey[] = [];
  const counts = new Map<string, number>();
  const askedKeys = new Set<string>();
  const askedTraces = new Set<string>();
  const countOf = (key: Key) => counts.get(keyId(key)) ?? 0;
  const askKeys = async (keys: readonly Key[]): Promise<number> => {
    const fresh = keys.filter((key) => !askedKeys.has(keyId(key)));
    const found = await readTracesOfKeys(db, project, fresh, TRACES_MAX);
    for (const key of fresh) askedKeys.add(keyId(key));
    for (const [id, count] of found.counts) counts.set(id, count);
    rows.push(...found.rows);
    return fresh.length;
  };
  const askTraces = async (traceIds: Iterable<string>): Promise<number> => {
    const fresh = [...new Set(traceIds)].filter((traceId) => !askedTraces.has(traceId)).toSorted().slice(0, TRACES_MAX * 4);
    rows.push(...(await readTraceKeys(db, project, fresh)));
    for (const traceId of fresh) askedTraces.add(traceId);
    return fresh.length;
  };
  if ("traceId" in start) await askTraces([start.traceId]);
  else await askKeys([start]);
  let stitched = stitch(start, rows, countOf);
  for (let round = 0; round < ROUNDS_MAX && stitched.traceIds.length <= TRACES_MAX; round += 1) {
    const news = (await askTraces(rows.flatMap((row) => (row.kind === LINK_KIND ? [row.traceId, row.key] : [row.traceId])))) + (await askKeys(keysToAsk(rows, stitched)));
    if (news === 0) break;
    stitched = stitch(start, rows, countOf);
  }
  const most = Math.max(stitched.traceIds.length, ...stitched.followed.map(countOf));
  return { ...stitched, tracesInAll: most, countOf };
}

/** Keys of the traces that belong here; what those serve that are shared with other tasks is not looked up further. */
function keysToAsk(rows: readonly CarriedKey[], { traceIds, shared, ambiguous }: Stitched): Key[] {
  const own = new Set(traceIds);
  for (const traceId of shared) own.delete(traceId);
  const links = [...own].map((traceId) => ({ kind: LINK_KIND, key: traceId }));
  const keys = [...rows.filter((row) => own.has(row.traceId)), ...links, ...ambiguous.slice(0, TRACES_MAX)];
  return [...new Map(keys.map(({ kind, key }) => [keyId({ kind, key }), { kind, key }])).values()];
}
