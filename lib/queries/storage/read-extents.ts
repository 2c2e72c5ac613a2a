import { z } from "zod";
import { defineQuery } from "@/lib/clickhouse/define-query.ts";
import type { Database } from "@/lib/clickhouse/open-database.ts";
import { EXPIRING } from "@/lib/model/retention.ts";

/** Tables with a time in every row, and its column. */
const TIMED: readonly { table: string; timeColumn: string }[] = [
  ...EXPIRING.filter((one) => one.column === undefined),
  { table: "seams_per_minute", timeColumn: "minute" },
  { table: "seams_by_minute", timeColumn: "minute" },
  { table: "seams_per_hour", timeColumn: "hour" },
  { table: "seams_per_day", timeColumn: "day" },
  { table: "reconciler_runs", timeColumn: "started_at" },
  { table: "alert_rounds", timeColumn: "at" },
];

const Extent = z.object({ table: z.string(), oldestAt: z.string(), newestAt: z.string(), rows: z.coerce.number(), recentRows: z.coerce.number() });

/** Of every table with times, its oldest and newest row and how many rows are of the last seven days; rows as they lie. */
export const readExtents: (db: Database, params: { nowS: number }) => Promise<z.infer<typeof Extent>[]> = defineQuery({
  name: "storage-extents",
  params: z.object({ nowS: z.int() }),
  row: Extent,
  sql: `${TIMED.map(
    ({ table, timeColumn }) => `
    SELECT '${table}' AS table, toString(toDate(min(${timeColumn}))) AS oldestAt, toString(toDate(max(${timeColumn}))) AS newestAt, count() AS rows,
        countIf(${timeColumn} >= toDateTime({nowS: Int64}, 'UTC') - INTERVAL 7 DAY AND ${timeColumn} <= toDateTime({nowS: Int64}, 'UTC')) AS recentRows
    FROM ${table}`,
  ).join("\n    UNION ALL")}
    LIMIT 100`,
});
