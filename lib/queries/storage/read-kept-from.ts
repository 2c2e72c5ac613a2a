import { z } from "zod";
import { defineQuery } from "@/lib/clickhouse/define-query.ts";
import type { Database } from "@/lib/clickhouse/open-database.ts";
import { RETENTION_KINDS, type RetentionKind } from "@/lib/model/retention.ts";

/**
 * From when on each kind of data is whole. While a retention of d days is in force until t, anything from before t − d may be removed,
 * and making the retention longer afterwards brings nothing back: so it is the latest such moment of all retentions there ever were.
 */
const readAll = defineQuery({
  name: "read-kept-from",
  params: z.object({}),
  row: z.object({ kind: z.enum(RETENTION_KINDS), keptFromMs: z.coerce.number() }),
  sql: `
    SELECT kind, max(toUnixTimestamp64Milli(until - toIntervalDay(days))) AS keptFromMs
    FROM
    (
        SELECT kind, days, leadInFrame(at, 1, now64(3, 'UTC')) OVER (PARTITION BY kind ORDER BY at ROWS BETWEEN UNBOUNDED PRECEDING AND UNBOUNDED FOLLOWING) AS until
        FROM retention_changes
    )
    WHERE days > 0
    GROUP BY kind
    ORDER BY kind`,
});

/** From when on (unix milliseconds) each kind of data is whole; a kind of which nothing was ever removed is not there. */
export async function readKeptFrom(db: Database): Promise<Partial<Record<RetentionKind, number>>> {
  const rows = await readAll(db, {});
  return Object.fromEntries(rows.map((row) => [row.kind, row.keptFromMs]));
}
