import { z } from "zod";
import { defineQuery } from "@/lib/clickhouse/define-query.ts";
import type { Database } from "@/lib/clickhouse/open-database.ts";
import { OPEN_CLASSES, OpenGroup } from "@/lib/model/reconciliation.ts";
import { cutWindow, overTraffic, TrafficParams } from "../seams/traffic-of-window.ts";
import { type TimeWindow, wholeMinutes } from "../time-window.ts";

/** Far more than a page shows, since those that were resolved, or that a filter leaves out, are taken off afterwards; `groupsInAll` tells of more. */
const GROUPS_MAX = 5000;

/** A group as the rollups tell it, resolved handoffs included. */
const FoundGroup = OpenGroup.omit({ owner: true, lastProofOfLife: true, resolved: true }).extend({ count: z.coerce.number(), groupsInAll: z.coerce.number() });
export type FoundGroup = z.infer<typeof FoundGroup>;

/** Minutes keep no findings: at the ends of a window the handoffs themselves are read. */
const GROUPS_IN_MINUTES = `
            SELECT seam_id, source, target, contract, found.1 AS class, found.2 AS reason, toUInt64(1) AS alike, started_at AS oldest, started_at AS newest, [(started_at, handoff_id)] AS examples
            FROM handoffs FINAL
            ARRAY JOIN arrayDistinct(arrayZip(finding_classes, finding_reasons)) AS found
            PREWHERE project = {project: String} AND (seam_id, started_at, handoff_id) IN
            (
                SELECT seam_id, started_at, handoff_id
                FROM handoffs_by_time FINAL
                WHERE project = {project: String} AND hasAny(finding_classes, {classes: Array(String)}) AND NOT candidate
                    AND (started_at >= toDateTime({start: UInt32}, 'UTC') AND started_at < toDateTime({hoursFrom: UInt32}, 'UTC')
                        OR started_at >= toDateTime({hoursTo: UInt32}, 'UTC') AND started_at < toDateTime({end: UInt32}, 'UTC'))
            )
            WHERE NOT candidate`;

/** Open handoffs that started in the window, alike ones together, the oldest group first; a handoff counts once for each class it is open by. */
const readGroups = overTraffic((traffic, grains) => defineQuery({
  name: "reconciliation-open-groups",
  params: TrafficParams.extend({ classes: z.array(z.enum(OPEN_CLASSES)) }),
  row: FoundGroup,
  sql: `
    SELECT
        class, reason, seamId, source, target, contract, count, oldestAt, newestAt, examples,
        count() OVER () AS groupsInAll
    FROM
    (
        SELECT
            class, reason, seam_id AS seamId,
            any(source) AS source, any(target) AS target, any(contract) AS contract,
            sum(alike) AS count, min(oldest) AS oldestAt, max(newest) AS newestAt,
            arrayMap(example -> example.2, arraySlice(arraySort(groupArrayArray(examples)), 1, 3)) AS examples
        FROM
        (
            ${[
              ...(grains.includes("minute") ? [GROUPS_IN_MINUTES] : []),
              ...(grains.some((at) => at !== "minute") ? [`
            SELECT seam_id, source, target, contract, one.1 AS class, one.2 AS reason, one.3 AS alike, one.4 AS oldest, one.5 AS newest, one.6 AS examples
            FROM ${traffic({ columns: "seam_id, source, target, contract, groups", of: "all seams", but: "minute" })}
            ARRAY JOIN arrayFilter(one -> has({classes: Array(String)}, one.1), groups) AS one`] : []),
            ].join("\n            UNION ALL")}
        )
        WHERE has({classes: Array(String)}, class)
        GROUP BY class, reason, seamId
    )
    ORDER BY oldestAt, class, reason, seamId
    LIMIT ${GROUPS_MAX}
    SETTINGS date_time_output_format = 'iso'`,
}));

/** The same for a window widened to whole minutes. */
export const readOpenGroups = (db: Database, { project, classes, from, to }: TimeWindow & { project: string; classes: (typeof OPEN_CLASSES)[number][] }): ReturnType<typeof readGroups> =>
  readGroups(db, { project, classes, seamId: "", ...cutWindow(wholeMinutes({ from, to })) });
