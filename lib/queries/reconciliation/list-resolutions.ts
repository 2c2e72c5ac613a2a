import { z } from "zod";
import { defineQuery } from "@/lib/clickhouse/define-query.ts";
import type { Database } from "@/lib/clickhouse/open-database.ts";
import { OPEN_CLASSES, type Resolution } from "@/lib/model/reconciliation.ts";
import { ALL_TIME } from "../time-window.ts";
import { STANDING_RESOLUTIONS, STILL_RESOLVED } from "./standing-resolutions.ts";

/** The most resolutions one answer holds. */
export const RESOLUTIONS_MAX = 200;
const GROUPS_EACH = 100;

const readDecisions = defineQuery({
  name: "inbox-resolutions",
  params: z.object({ project: z.string(), id: z.string(), limit: z.int().min(1).max(RESOLUTIONS_MAX) }),
  row: z.object({
    id: z.string(), at: z.string(), reason: z.string(), by: z.string(), handoffs: z.coerce.number(), reopened: z.coerce.number(), inAll: z.coerce.number(),
    groups: z.array(z.tuple([z.enum(OPEN_CLASSES), z.string(), z.string(), z.string(), z.string(), z.coerce.number()])),
  }),
  sql: `
    SELECT id, at, reason, by, handoffs, reopened, groups, count() OVER () AS inAll
    FROM
    (
        SELECT
            resolution_id AS id, minIf(at, action = 'resolve') AS at, anyIf(reason, action = 'resolve') AS reason, anyIf(decided_by, action = 'resolve') AS by,
            countIf(action = 'resolve') AS handoffs, countIf(action = 'reopen') AS reopened,
            sumMapIf([(class, finding_reason, seam_id, source, target)], [toUInt64(1)], action = 'resolve') AS by_group,
            arrayMap((group, n) -> (group.1, group.2, group.3, group.4, group.5, n), arraySlice(by_group.1, 1, ${GROUPS_EACH}), arraySlice(by_group.2, 1, ${GROUPS_EACH})) AS groups
        FROM
        (
            SELECT resolution_id, action, at, reason, decided_by, toString(class) AS class, toString(finding_reason) AS finding_reason, toString(seam_id) AS seam_id, toString(source) AS source, toString(target) AS target
            FROM inbox_resolutions
            WHERE project = {project: String} AND ({id: String} = '' OR resolution_id = {id: String})
        )
        GROUP BY resolution_id
    )
    ORDER BY at DESC, id
    LIMIT {limit: UInt32}
    SETTINGS date_time_output_format = 'iso'`,
});

const readStanding = defineQuery({
  name: "inbox-resolutions-standing",
  params: z.object({ project: z.string(), ids: z.array(z.string()), from: z.date(), to: z.date() }),
  row: z.object({ id: z.string(), class: z.enum(OPEN_CLASSES), reason: z.string(), seamId: z.string(), n: z.coerce.number() }),
  sql: `
    SELECT resolution_id AS id, class, reason, seam_id AS seamId, uniqExact(handoff_id) AS n
    FROM ${STILL_RESOLVED}
    WHERE resolution_id IN {ids: Array(String)}
    GROUP BY id, class, reason, seamId
    ORDER BY id, class, reason, seamId
    LIMIT 20000`,
});

/** Handoffs that a resolution took off the inbox and that stand resolved by it, whether or not their finding still stands. */
export const readResolvedHandoffs = defineQuery({
  name: "inbox-resolved-handoffs",
  params: z.object({ project: z.string(), id: z.string() }),
  row: z.object({ class: z.enum(OPEN_CLASSES), handoffId: z.string(), seamId: z.string(), source: z.string(), target: z.string(), findingReason: z.string() }),
  sql: `
    SELECT class, handoff_id AS handoffId, any(seam_id) AS seamId, any(source) AS source, any(target) AS target, any(finding_reason) AS findingReason
    FROM inbox_resolutions
    WHERE project = {project: String} AND resolution_id = {id: String}
        AND (class, handoff_id) IN (SELECT class, handoff_id FROM ${STANDING_RESOLUTIONS} WHERE resolution_id = {id: String})
    GROUP BY class, handoffId
    ORDER BY class, handoffId
    LIMIT 10000`,
});

/** What was resolved, the latest decision first, and what has become of it; `id` asks for one alone. */
export async function listResolutions(db: Database, { project, id = "", limit = RESOLUTIONS_MAX }: { project: string; id?: string; limit?: number }): Promise<{ resolutions: Resolution[]; inAll: number }> {
  const decisions = await readDecisions(db, { project, id, limit });
  const standing = decisions.length === 0 ? [] : await readStanding(db, { project, ids: decisions.map((one) => one.id), ...ALL_TIME });
  const resolutions = decisions.map((row) => {
    const { inAll: _, groups, ...decision } = row;
    const own = standing.filter((one) => one.id === decision.id);
    return {
      ...decision,
      standing: own.reduce((sum, one) => sum + one.n, 0),
      groups: groups.map(([name, reason, seamId, source, target, handoffs]) => ({
        class: name, reason, seamId, source, target, handoffs,
        standing: own.find((one) => one.class === name && one.reason === reason && one.seamId === seamId)?.n ?? 0,
      })),
    };
  });
  return { resolutions, inAll: decisions[0]?.inAll ?? 0 };
}
