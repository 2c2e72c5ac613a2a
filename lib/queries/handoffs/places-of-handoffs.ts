/**
 * A condition for PREWHERE on `handoffs`, or on `kept_handoffs`: the rows at the places where a handoff with one of these keys stands or once stood. Whoever uses
 * it asks the row itself as well, because what stood at a place may have changed. `keys` names a bound parameter, an Array(String).
 */
export const placesBy = (kind: "handoff" | "task" | "trace", keys: string): string => `project = {project: String} AND (${PLACES_IN.map((table) => `(seam_id, started_at, handoff_id) IN
        (
            SELECT seam_id, started_at, handoff_id
            FROM ${table}
            WHERE project = {project: String} AND key_kind = '${kind}' AND key IN {${keys}: Array(String)}
        )`).join(" OR ")})`;

/** Both tables of `kept_handoff_keys`: in a condition the engine reads all of a Merge table, and of these only the key. */
const PLACES_IN = ["handoff_keys", "pinned_handoff_keys"] as const;

/** How what `handoffs` gets in place of expired evidence ends (lib/clickhouse/tables/161_handoffs_without_payloads.sql). */
export const IS_EXPIRED = `endsWith(detail, '"incomplete":["evidence: no longer kept"]}')`;

/** Of the rows of one handoff in `kept_handoffs`, the one that is pinned comes before one whose evidence has expired, else the latest. */
export const WHOLE_FIRST = `${IS_EXPIRED}, version DESC`;
