import { z } from "zod";
import { defineQuery } from "@/lib/clickhouse/define-query.ts";

/** Notifications that were neither delivered nor given up. */
export const countUndelivered = defineQuery({
  name: "count-undelivered",
  params: z.object({ project: z.string() }),
  row: z.object({ undelivered: z.coerce.number() }),
  sql: `
    SELECT uniqExact(key) AS undelivered
    FROM
    (
      SELECT concat(firing_id, ':', event, ':', channel) AS key
      FROM alert_transitions
      ARRAY JOIN channels AS channel
      WHERE project = {project: String} AND event != ''
    )
    WHERE key NOT IN (SELECT key FROM alert_deliveries WHERE project = {project: String} AND outcome IN ('delivered', 'gave_up'))`,
});
