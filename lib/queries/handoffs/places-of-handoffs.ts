/**
 * A condition for PREWHERE on `handoffs`: the rows at the places where a handoff with one of these keys stands or once stood. Whoever uses
 * it asks the row itself as well, because what stood at a place may have changed. `keys` names a bound parameter, an Array(String).
 */
export const placesBy = (kind: "handoff" | "task" | "trace", keys: string): string => `project = {project: String} AND (seam_id, started_at, handoff_id) IN
        (
            SELECT seam_id, started_at, handoff_id
            FROM handoff_keys
            WHERE project = {project: String} AND key_kind = '${kind}' AND key IN {${keys}: Array(String)}
        )`;
