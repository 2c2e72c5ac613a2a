import { z } from "zod";
import { defineQuery } from "@/lib/clickhouse/define-query.ts";
import type { Database } from "@/lib/clickhouse/open-database.ts";
import { STRONG_KEY_KINDS, WEAK_KEY_KINDS } from "@/lib/model/workflow.ts";
import { keyId, LINK_KIND } from "@/lib/seams/workflow/key-strength.ts";
import type { JoinedTraces } from "@/lib/seams/workflow/stitch.ts";

/** Longer keys are not counted; the server takes no parameter longer than 128 KiB. */
const BYTES_MAX = 48 * 1024;

/** A kind that names its attribute is looked for there; a resumed run's key stands inside one. Copies of a span count once. */
const countSpans = defineQuery({
  name: "count-carriers",
  params: z.object({ project: z.string(), kinds: z.array(z.string()), keys: z.array(z.string()), traceIds: z.array(z.string()), named: z.array(z.string()) }),
  row: z.object({ traceId: z.string(), kind: z.string(), key: z.string(), spans: z.coerce.number() }),
  sql: `
    SELECT trace_id AS traceId, carried.1 AS kind, carried.2 AS key, uniqExact(span_id) AS spans
    FROM kept_spans
    ARRAY JOIN arrayZip({kinds: Array(String)}, {keys: Array(String)}) AS carried
    WHERE project = {project: String} AND trace_id IN {traceIds: Array(FixedString(32))}
        AND (
            attributes[carried.1] = carried.2
            OR has(arrayMap(event -> event[carried.1], \`events.attributes\`), carried.2)
            OR has(arrayMap(link -> link[carried.1], \`links.attributes\`), carried.2)
            OR (carried.1 = '${LINK_KIND}' AND has(\`links.trace_id\`, carried.2))
            OR (carried.1 NOT IN {named: Array(String)} AND arrayExists(value -> position(value, carried.2) > 0, mapValues(attributes)))
        )
    GROUP BY traceId, kind, key
    LIMIT 100000`,
});

/** How many spans of each trace carry each key: the evidence of a join. 0 where the key is too long to be looked for. */
export async function countCarriers(db: Database, project: string, joins: readonly JoinedTraces[]): Promise<(join: JoinedTraces, traceId: string) => number> {
  const asked: JoinedTraces[] = [];
  let bytes = 0;
  for (const join of joins) {
    bytes += Buffer.byteLength(join.key) + join.kind.length;
    if (bytes <= BYTES_MAX) asked.push(join);
  }
  const traceIds = [...new Set(asked.flatMap((join) => join.traceIds))].slice(0, 1000);
  const rows = asked.length === 0 ? [] : await countSpans(db, { project, kinds: asked.map(({ kind }) => kind), keys: asked.map(({ key }) => key), traceIds, named: [...STRONG_KEY_KINDS, ...WEAK_KEY_KINDS, LINK_KIND] });
  const counts = new Map(rows.map((row) => [`${row.traceId}\n${keyId(row)}`, row.spans]));
  return (join, traceId) => counts.get(`${traceId}\n${keyId(join)}`) ?? 0;
}
