import { z } from "zod";
import { defineQuery } from "@/lib/clickhouse/define-query.ts";

/** One row where a project has any handoff at all. */
export const hasHandoffs = defineQuery({
  name: "alert-has-handoffs",
  params: z.object({ project: z.string() }),
  row: z.object({ n: z.coerce.number() }),
  sql: "SELECT 1 AS n FROM handoffs_by_time WHERE project = {project: String} LIMIT 1",
});
