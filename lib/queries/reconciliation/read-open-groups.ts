import { z } from "zod";
import { defineQuery } from "@/lib/clickhouse/define-query.ts";
import { OPEN_CLASSES, OpenGroup } from "@/lib/model/reconciliation.ts";
import { Instant } from "../time-window.ts";

/** The most groups a page shows; `groupsInAll` tells of more. */
const GROUPS_MAX = 500;

/** Open handoffs that started in the window, alike ones together, the oldest group first; a handoff counts once for each class it is open by. */
export const readOpenGroups = defineQuery({
  name: "reconciliation-open-groups",
  params: z.object({ project: z.string(), from: Instant, to: Instant, classes: z.array(z.enum(OPEN_CLASSES)) }),
  row: OpenGroup.extend({ count: z.coerce.number(), groupsInAll: z.coerce.number() }),
  sql: `
    SELECT
        class, reason, seamId, source, target, contract, count, oldestAt, newestAt, examples,
        count() OVER () AS groupsInAll
    FROM
    (
        SELECT
            found.1 AS class, found.2 AS reason, seam_id AS seamId,
            any(source) AS source, any(target) AS target, any(contract) AS contract,
            count() AS count, min(started_at) AS oldestAt, max(started_at) AS newestAt,
            arrayMap(example -> example.2, groupArraySorted(3)((started_at, handoff_id))) AS examples
        FROM
        (
            SELECT handoff_id, seam_id, started_at, source, target, contract,
                arrayJoin(arrayDistinct(arrayFilter(pair -> has({classes: Array(String)}, pair.1), arrayZip(finding_classes, finding_reasons)))) AS found
            FROM handoffs FINAL
            PREWHERE project = {project: String} AND started_at >= {from: DateTime64(3, 'UTC')} AND started_at < {to: DateTime64(3, 'UTC')}
            WHERE NOT candidate AND hasAny(finding_classes, {classes: Array(String)})
        )
        GROUP BY class, reason, seamId
    )
    ORDER BY oldestAt, class, reason, seamId
    LIMIT ${GROUPS_MAX}
    SETTINGS date_time_output_format = 'iso', use_skip_indexes_if_final = 1`,
});
