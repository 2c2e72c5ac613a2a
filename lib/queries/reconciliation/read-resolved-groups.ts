import { z } from "zod";
import { defineQuery } from "@/lib/clickhouse/define-query.ts";
import { OPEN_CLASSES, OpenGroup } from "@/lib/model/reconciliation.ts";
import { Instant } from "../time-window.ts";
import { STANDING_RESOLUTIONS, STILL_RESOLVED } from "./standing-resolutions.ts";

const GROUPS_MAX = 5000;
const Window = z.object({ project: z.string(), from: Instant, to: Instant });

/** Whether anything of a project stands resolved at all, which spares the other questions where nothing does. */
export const hasResolutions = defineQuery({
  name: "inbox-has-resolutions",
  params: z.object({ project: z.string() }),
  row: z.object({ n: z.coerce.number() }),
  sql: "SELECT count() AS n FROM (SELECT 1 FROM inbox_resolutions WHERE project = {project: String} LIMIT 1) LIMIT 1",
});

/** By open group, how many of its handoffs are resolved, and what the latest resolution said. */
export const readResolvedGroups = defineQuery({
  name: "inbox-resolved-groups",
  params: Window,
  row: z.object({
    class: z.enum(OPEN_CLASSES), reason: z.string(), seamId: z.string(),
    resolved: z.coerce.number(), at: z.string(), why: z.string(), decidedBy: z.string(), leftOpen: z.coerce.number(),
  }),
  sql: `
    SELECT
        class, reason, seam_id AS seamId, count() AS resolved, max(resolved_at) AS at,
        argMax(why, resolved_at) AS why, argMax(decided_by, resolved_at) AS decidedBy, argMax(left_open, resolved_at) AS leftOpen
    FROM ${STILL_RESOLVED}
    WHERE class IN ('${OPEN_CLASSES.join("', '")}')
    GROUP BY class, reason, seamId
    ORDER BY class, reason, seamId
    LIMIT ${GROUPS_MAX}
    SETTINGS date_time_output_format = 'iso'`,
});

/** What is left open of groups of which a part is resolved: parallel arrays name them. */
export const readLeftOpen = defineQuery({
  name: "inbox-left-open",
  params: Window.extend({ classes: z.array(z.enum(OPEN_CLASSES)), reasons: z.array(z.string()), seamIds: z.array(z.string()) }),
  row: OpenGroup.pick({ reason: true, seamId: true, oldestAt: true, newestAt: true, examples: true }).extend({ class: z.enum(OPEN_CLASSES), count: z.coerce.number() }),
  sql: `
    SELECT
        class, reason, seamId, count() AS count, min(started_at) AS oldestAt, max(started_at) AS newestAt,
        arrayMap(example -> example.2, groupArraySorted(3)((started_at, handoff_id))) AS examples
    FROM
    (
        SELECT handoff_id, started_at, seam_id AS seamId, found.1 AS class, found.2 AS reason
        FROM handoffs FINAL
        ARRAY JOIN arrayDistinct(arrayZip(finding_classes, finding_reasons)) AS found
        PREWHERE project = {project: String} AND seam_id IN {seamIds: Array(String)} AND hasAny(finding_classes, {classes: Array(String)})
            AND started_at >= {from: DateTime64(3, 'UTC')} AND started_at < {to: DateTime64(3, 'UTC')}
        WHERE NOT candidate AND (found.1, found.2, seam_id) IN (SELECT arrayJoin(arrayZip({classes: Array(String)}, {reasons: Array(String)}, {seamIds: Array(String)})) AS one)
    )
    WHERE (class, handoff_id) NOT IN (SELECT class, handoff_id FROM ${STANDING_RESOLUTIONS})
    GROUP BY class, reason, seamId
    ORDER BY oldestAt, class, reason, seamId
    LIMIT ${GROUPS_MAX}
    SETTINGS date_time_output_format = 'iso'`,
});
