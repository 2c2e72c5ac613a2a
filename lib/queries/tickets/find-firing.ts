import { z } from "zod";
import { defineQuery } from "@/lib/clickhouse/define-query.ts";
import { AlertMessage } from "@/lib/model/alert-firing.ts";

/** What was told when a firing opened, with whether it has ended: what tickets, cards and evidence say of it. */
export const findFiring = defineQuery({
  name: "find-cited-firing",
  params: z.object({ project: z.string(), firingId: z.string().min(1) }),
  row: z.object({ message: z.string().transform((text): unknown => JSON.parse(text)).pipe(AlertMessage), resolvedAt: z.string().transform((at) => (at === "" ? null : at)) }),
  sql: `
    SELECT argMinIf(message, (event != 'open', at), message != '') AS message,
        if(countIf(event = 'resolve') = 0, '', formatDateTime(maxIf(at, event = 'resolve'), '%Y-%m-%dT%H:%i:%SZ')) AS resolvedAt
    FROM alert_transitions
    WHERE project = {project: String} AND firing_id = {firingId: String}
    HAVING message != ''
    LIMIT 1`,
});
