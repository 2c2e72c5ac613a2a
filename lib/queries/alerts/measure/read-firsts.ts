import { z } from "zod";
import { defineQuery } from "@/lib/clickhouse/define-query.ts";
import { Instant } from "../../time-window.ts";

/** What a seam shows in the first hour after its first handoff was judged is not new: it is what the seam is like. */
const LEARNING_S = 3600;
const FOUND_MAX = 10_000;

/**
 * Classes of failure, or pairs of versions, that were found on a seam for the first time in a window, and later than an hour after the seam
 * itself was first judged. `from` belongs to the window, `to` does not.
 */
export const readFirsts = defineQuery({
  name: "alert-firsts",
  params: z.object({ project: z.string(), kind: z.enum(["class", "pair"]), from: Instant, to: Instant }),
  row: z.object({ seamId: z.string(), detail: z.string(), source: z.string(), target: z.string(), contract: z.string(), firstMs: z.coerce.number() }),
  sql: `
    SELECT found.seam_id AS seamId, found.detail AS detail, found.source AS source, found.target AS target, found.contract AS contract, toInt64(toUnixTimestamp(found.first)) * 1000 AS firstMs
    FROM
    (
        SELECT seam_id, detail, min(first_at) AS first, max(source) AS source, max(target) AS target, max(contract) AS contract
        FROM seam_firsts
        WHERE project = {project: String} AND kind = {kind: String}
        GROUP BY seam_id, detail
        HAVING first >= {from: DateTime64(3, 'UTC')} AND first < {to: DateTime64(3, 'UTC')}
    ) AS found
    INNER JOIN
    (
        SELECT seam_id, min(first_at) AS seam_first
        FROM seam_firsts
        WHERE project = {project: String} AND kind = 'seam'
        GROUP BY seam_id
    ) AS seam ON found.seam_id = seam.seam_id
    WHERE found.first >= seam.seam_first + INTERVAL ${LEARNING_S} SECOND
    ORDER BY seamId, detail
    LIMIT ${FOUND_MAX}`,
});
