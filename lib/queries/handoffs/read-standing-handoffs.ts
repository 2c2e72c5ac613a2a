import { z } from "zod";
import { defineQuery } from "@/lib/clickhouse/define-query.ts";
import type { Database } from "@/lib/clickhouse/open-database.ts";
import { VERDICTS } from "@/lib/model/vocabulary.ts";
import { placesBy } from "./places-of-handoffs.ts";

/** The server takes no parameter longer than 128 KiB. */
const TRACES_PER_QUERY = 3000;

const Row = z.object({
  seamId: z.string(), startedAt: z.string(), id: z.string(), traceIds: z.array(z.string()), digest: z.string(),
  told: z.array(z.string()), verdict: z.enum(VERDICTS), dueAtMs: z.coerce.number().nullable(),
});
type Row = z.infer<typeof Row>;

/** What was counted of a row that was written before that was kept: all that it says. */
const TOLD_BEFORE = `arrayConcat(
            [concat('verdict:', verdict)],
            if(failed OR verdict NOT IN ('pending', 'held'), ['settled'], []), if(failed, ['failed'], []), if(silent, ['silent'], []), if(isNull(total_ms), [], ['latency']),
            arrayMap(one -> concat('class:', one), arrayDistinct(finding_classes))
        )`;

const readPart = defineQuery({
  name: "read-standing-handoffs",
  params: z.object({ project: z.string(), traceIds: z.array(z.string()) }),
  row: Row,
  sql: `
    SELECT
        seam_id AS seamId,
        concat(replaceOne(toString(started_at), ' ', 'T'), 'Z') AS startedAt,
        handoff_id AS id,
        trace_ids AS traceIds,
        lower(hex(MD5(detail))) AS digest,
        verdict,
        if(verdict IN ('pending', 'held') AND NOT candidate, toUnixTimestamp64Milli(deadline_at), NULL) AS dueAtMs,
        if(notEmpty(told) OR candidate, told, ${TOLD_BEFORE}) AS told
    FROM kept_handoffs FINAL
    PREWHERE ${placesBy("trace", "traceIds")}
    WHERE hasAny(trace_ids, {traceIds: Array(FixedString(32))})
    ORDER BY version DESC
    LIMIT 1 BY seam_id, started_at, handoff_id
    LIMIT 100000`,
});

/** Handoffs as they stand under the traces, each once, with a digest of their content: what an analysis compares its answer with. */
export async function readStandingHandoffs(db: Database, { project, traceIds }: { project: string; traceIds: readonly string[] }): Promise<Row[]> {
  const standing = new Map<string, Row>();
  for (let start = 0; start < traceIds.length; start += TRACES_PER_QUERY) {
    const rows = await readPart(db, { project, traceIds: traceIds.slice(start, start + TRACES_PER_QUERY) });
    for (const row of rows) standing.set(`${row.seamId} ${row.startedAt} ${row.id}`, row);
  }
  return [...standing.values()];
}
