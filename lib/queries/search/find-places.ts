import { z } from "zod";
import { defineQuery } from "@/lib/clickhouse/define-query.ts";
import type { Database } from "@/lib/clickhouse/open-database.ts";
import { Place } from "@/lib/model/place.ts";

/** The most of one kind that are shown. */
const OF_A_KIND_MAX = 6;
const holdsAll = (text: string): string => `arrayAll(word -> positionCaseInsensitiveUTF8(${text}, word) > 0, {words: Array(String)})`;

const findNamed = defineQuery({
  name: "find-named-places",
  params: z.object({ project: z.string(), words: z.array(z.string()) }),
  row: Place,
  sql: `
    WITH seams AS
    (
        SELECT seam_id, argMax(source, last_at) AS source, argMax(target, last_at) AS target, argMax(contract, last_at) AS contract, sum(handoffs) AS traffic
        FROM seams_per_day
        WHERE project = {project: String} AND handoffs > 0
        GROUP BY seam_id
    )
    SELECT kind, id, title, detail
    FROM
    (
        SELECT 'seam' AS kind, toString(seam_id) AS id, concat(source, ' → ', target) AS title, toString(contract) AS detail, traffic
        FROM seams
        WHERE ${holdsAll("concat(source, ' ', target, ' ', contract)")}
        UNION ALL
        SELECT 'agent', name, name, '', sum(traffic)
        FROM
        (
            SELECT arrayJoin([toString(source), toString(target)]) AS name, traffic FROM seams
            UNION ALL
            SELECT DISTINCT agent, toUInt64(0) FROM agent_declarations WHERE project = {project: String}
        )
        WHERE ${holdsAll("name")}
        GROUP BY name
        UNION ALL
        SELECT 'contract', name, name, '', toUInt64(0)
        FROM
        (
            SELECT DISTINCT toString(contract) AS name FROM seams WHERE contract != ''
            UNION DISTINCT
            SELECT DISTINCT toString(name) FROM contracts WHERE project = {project: String}
        )
        WHERE ${holdsAll("name")}
    )
    ORDER BY kind, traffic DESC, title, id
    LIMIT ${OF_A_KIND_MAX} BY kind`,
});

const findById = defineQuery({
  name: "find-places-by-id",
  params: z.object({ project: z.string(), start: z.string() }),
  row: Place,
  sql: `
    SELECT DISTINCT transform(toString(key_kind), ['task'], ['workflow'], toString(key_kind)) AS kind, key AS id, key AS title, '' AS detail
    FROM kept_handoff_keys
    WHERE project = {project: String} AND key_kind IN ('handoff', 'trace', 'task') AND startsWith(key, {start: String})
    ORDER BY kind, id
    LIMIT ${OF_A_KIND_MAX} BY kind`,
});

/** Seams, agents and contracts whose names hold all words, and handoffs, traces and workflows whose id begins with the text, a few of each. */
export async function findPlaces(db: Database, { project, text }: { project: string; text: string }): Promise<Place[]> {
  const words = text.split(/\s+/).filter((word) => word !== "");
  if (words.length === 0) return [];
  const [named, byId] = await Promise.all([findNamed(db, { project, words }), findById(db, { project, start: text.trim() })]);
  return [...named, ...byId];
}
