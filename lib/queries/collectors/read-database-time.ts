import { z } from "zod";
import { defineQuery } from "@/lib/clickhouse/define-query.ts";

/** What time the database has, in unix nanoseconds: one row. */
export const readDatabaseTime = defineQuery({
  name: "read-database-time",
  params: z.object({}),
  row: z.object({ nowUnixNano: z.coerce.bigint() }),
  sql: "SELECT toUnixTimestamp64Nano(now64(9)) AS nowUnixNano LIMIT 1",
});
