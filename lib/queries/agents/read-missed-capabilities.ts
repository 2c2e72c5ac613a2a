import { z } from "zod";
import { defineQuery } from "@/lib/clickhouse/define-query.ts";
import { Instant } from "../time-window.ts";

/** Work that was routed to an agent on these seams although it does not declare what it needs, alike cases together. */
export const readMissedCapabilities = defineQuery({
  name: "read-missed-capabilities",
  params: z.object({ project: z.string(), seamIds: z.array(z.string()).max(2000), from: Instant, to: Instant }),
  row: z.object({ reason: z.string(), handoffs: z.coerce.number(), lastSeenAt: z.string(), exampleId: z.string() }),
  sql: `
    SELECT found.2 AS reason, count() AS handoffs, max(started_at) AS lastSeenAt, argMax(handoff_id, started_at) AS exampleId
    FROM handoffs FINAL
    ARRAY JOIN arrayDistinct(arrayZip(finding_classes, finding_reasons)) AS found
    PREWHERE project = {project: String} AND seam_id IN {seamIds: Array(String)} AND has(finding_classes, 'capability_mismatch')
        AND started_at >= {from: DateTime64(3, 'UTC')} AND started_at < {to: DateTime64(3, 'UTC')}
    WHERE NOT candidate AND found.1 = 'capability_mismatch'
    GROUP BY reason
    ORDER BY handoffs DESC, reason
    LIMIT 100
    SETTINGS date_time_output_format = 'iso'`,
});
