import { z } from "zod";
import { defineQuery } from "@/lib/clickhouse/define-query.ts";

/** Attempts to deliver notifications ever, by channel and how they ended. */
export const countDeliveries = defineQuery({
  name: "count-deliveries",
  params: z.object({ project: z.string() }),
  row: z.object({ channel: z.string(), outcome: z.string(), count: z.coerce.number() }),
  sql: "SELECT channel, outcome, count() AS count FROM alert_deliveries WHERE project = {project: String} GROUP BY channel, outcome ORDER BY channel, outcome LIMIT 10000",
});
