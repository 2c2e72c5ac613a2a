/**
 * A subquery with what stands resolved of a project: a row a finding class and handoff whose latest decision took it off the inbox.
 * `classes` names a bound parameter, an Array(String).
 */
export const STANDING_RESOLUTIONS = `
            (
                SELECT
                    class, handoff_id,
                    max(at) AS resolved_at, argMax(resolution_id, at) AS resolution_id, argMax(reason, at) AS why, argMax(decided_by, at) AS decided_by, argMax(left_open, at) AS left_open
                FROM inbox_resolutions
                WHERE project = {project: String}
                GROUP BY class, handoff_id
                HAVING argMax(action, at) = 'resolve'
            )`;

/**
 * A subquery with the handoffs of `STANDING_RESOLUTIONS` that still have the finding and started in the window, each with the reason it has now.
 * A handoff is looked for wherever it stands by now: an earlier leg moves it.
 */
export const STILL_RESOLVED = `
        (
            SELECT open.class AS class, open.reason AS reason, open.seam_id AS seam_id, open.handoff_id AS handoff_id, resolved_at, resolution_id, why, decided_by, left_open
            FROM
            (
                SELECT handoff_id, seam_id, found.1 AS class, found.2 AS reason
                FROM handoffs FINAL
                ARRAY JOIN arrayDistinct(arrayZip(finding_classes, finding_reasons)) AS found
                PREWHERE project = {project: String} AND (seam_id, started_at, handoff_id) IN
                (
                    SELECT seam_id, started_at, handoff_id
                    FROM handoff_keys
                    WHERE project = {project: String} AND key_kind = 'handoff' AND key IN (SELECT handoff_id FROM inbox_resolutions WHERE project = {project: String})
                )
                WHERE NOT candidate AND started_at >= {from: DateTime64(3, 'UTC')} AND started_at < {to: DateTime64(3, 'UTC')}
            ) AS open
            INNER JOIN ${STANDING_RESOLUTIONS} AS resolved ON open.class = resolved.class AND open.handoff_id = resolved.handoff_id
        )`;
