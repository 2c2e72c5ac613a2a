import { z } from "zod";
import { defineQuery } from "@/lib/clickhouse/define-query.ts";
import type { Database } from "@/lib/clickhouse/open-database.ts";
import type { VersionSample } from "@/lib/seams/governance/seam-check.ts";
import { Instant, type TimeWindow } from "../time-window.ts";

const EACH_MAX = 60;
const VERSIONS_MAX = 3;
const BODY_BYTES_MAX = 32_768;

const SeamWindow = z.object({ project: z.string(), seamId: z.string(), from: Instant, to: Instant });

const findEnds = defineQuery({
  name: "seam-first-and-last-handoffs",
  params: SeamWindow,
  row: z.object({ sourceVersion: z.string(), contractVersion: z.string(), first: z.array(z.string()), last: z.array(z.string()) }),
  sql: `
    SELECT
        source_version AS sourceVersion,
        contract_version AS contractVersion,
        groupArray(${EACH_MAX})(handoff_id) AS first,
        groupArrayLast(${EACH_MAX})(handoff_id) AS last
    FROM
    (
        SELECT source_version, contract_version, handoff_id
        FROM handoffs FINAL
        PREWHERE project = {project: String} AND seam_id = {seamId: String}
            AND started_at >= {from: DateTime64(3, 'UTC')} AND started_at < {to: DateTime64(3, 'UTC')}
        WHERE NOT candidate
        ORDER BY started_at, handoff_id
    )
    GROUP BY sourceVersion, contractVersion
    ORDER BY count() DESC, sourceVersion, contractVersion
    LIMIT ${VERSIONS_MAX}`,
});

const readBodies = defineQuery({
  name: "seam-payload-bodies",
  params: SeamWindow.extend({ ids: z.array(z.string()).max(2 * EACH_MAX * VERSIONS_MAX) }),
  row: z.object({ id: z.string(), body: z.string() }),
  sql: `
    SELECT handoff_id AS id, JSONExtractString(detail, 'sent', 'body') AS body
    FROM handoffs FINAL
    PREWHERE project = {project: String} AND seam_id = {seamId: String}
        AND started_at >= {from: DateTime64(3, 'UTC')} AND started_at < {to: DateTime64(3, 'UTC')}
        AND handoff_id IN {ids: Array(String)}
    WHERE notEmpty(body) AND length(body) <= ${BODY_BYTES_MAX}
    LIMIT ${2 * EACH_MAX * VERSIONS_MAX}`,
});

/** What was sent first and last in the window, for the three versions (of source and contract) that sent most. */
export async function readPayloadSamples(db: Database, window: TimeWindow & { project: string; seamId: string }): Promise<VersionSample[]> {
  const ends = (await findEnds(db, window)).map(({ first, last, ...version }) => ({ ...version, ...halves(first, last) }));
  const ids = ends.flatMap(({ earlier, later }) => [...earlier, ...later]);
  const bodies = new Map((ids.length === 0 ? [] : await readBodies(db, { ...window, ids })).map((row) => [row.id, row.body]));
  const bodiesOf = (of: readonly string[]): string[] => of.flatMap((id) => bodies.get(id) ?? []);
  return ends.map(({ earlier, later, ...version }) => ({ ...version, earlier: bodiesOf(earlier), later: bodiesOf(later) }));
}

/** The first and the last overlap where there are few: then all of them are divided in the middle. */
function halves(first: readonly string[], last: readonly string[]): { earlier: string[]; later: string[] } {
  const all = [...new Set([...first, ...last])];
  const half = Math.ceil(all.length / 2);
  return { earlier: all.slice(0, half), later: all.slice(half) };
}
