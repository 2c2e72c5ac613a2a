import { z } from "zod";
import { defineQuery } from "@/lib/clickhouse/define-query.ts";

/** How many alerts fire on each seam on which any does, in no order; what is silenced counts too. A firing of which there is too little to judge goes on, as in `listAlerts`. */
export const readFiringCounts = defineQuery({
  name: "alert-firing-counts",
  params: z.object({ project: z.string() }),
  row: z.object({ seamId: z.string(), firing: z.coerce.number() }),
  sql: `
    SELECT seam_id AS seamId, count() AS firing
    FROM
    (
      SELECT seam_id, argMax((toString(state), firing_id), (at, written_at)) AS latest
      FROM alert_transitions
      WHERE project = {project: String} AND seam_id != ''
      GROUP BY rule_id, seam_id, detail
      HAVING latest.1 = 'firing' OR (latest.1 = 'no_data' AND latest.2 != '')
    )
    GROUP BY seam_id`,
});
