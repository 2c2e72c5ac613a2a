import { z } from "zod";
import { defineQuery } from "@/lib/clickhouse/define-query.ts";
import type { Database } from "@/lib/clickhouse/open-database.ts";
import { Leg } from "@/lib/model/handoff.ts";
import { Instant, type TimeWindow } from "../time-window.ts";

/** Of gates and arrivals: enough to judge by, few enough that one page may unpack their evidence. */
const LATEST_MAX = 200;
/** Of each end of a version's time in the window. */
const SENT_MAX = 60;
const VERSIONS_MAX = 3;
const READ_MAX = 2 * LATEST_MAX + 2 * SENT_MAX * VERSIONS_MAX;
const BODY_BYTES_MAX = 32_768;

const Key = z.tuple([z.coerce.bigint(), z.string()]);

/** Sorted once and then cut: groupArraySorted takes five times as long. */
const findTelling = defineQuery({
  name: "seam-telling-handoffs",
  params: z.object({ project: z.string(), seamId: z.string(), from: Instant, to: Instant }),
  row: z.object({ versions: z.array(z.tuple([z.string(), z.string(), z.coerce.number(), z.array(Key), z.array(Key)])), gated: z.array(Key), arrived: z.array(Key) }),
  sql: `
    SELECT
        arraySlice(arraySort(version -> (-version.3, version.1, version.2), groupArray((sourceVersion, contractVersion, toInt64(n), first, last))), 1, ${VERSIONS_MAX}) AS versions,
        arraySlice(arraySort(key -> (-key.1, key.2), groupArrayArray(lastGated)), 1, ${LATEST_MAX}) AS gated,
        arraySlice(arraySort(key -> (-key.1, key.2), groupArrayArray(lastArrived)), 1, ${LATEST_MAX}) AS arrived
    FROM
    (
        SELECT
            sourceVersion, contractVersion, count() AS n,
            groupArray(${SENT_MAX})(key) AS first,
            groupArrayLast(${SENT_MAX})(key) AS last,
            groupArrayLastIf(${LATEST_MAX})(key, gate_ms IS NOT NULL) AS lastGated,
            groupArrayLastIf(${LATEST_MAX})(key, verdict IN ('delivered', 'recovered')) AS lastArrived
        FROM
        (
            SELECT source_version AS sourceVersion, contract_version AS contractVersion, gate_ms, verdict, (toUnixTimestamp64Nano(started_at), handoff_id) AS key
            FROM handoffs FINAL
            PREWHERE project = {project: String} AND seam_id = {seamId: String}
                AND started_at >= {from: DateTime64(3, 'UTC')} AND started_at < {to: DateTime64(3, 'UTC')}
            WHERE NOT candidate
            ORDER BY started_at, handoff_id
        )
        GROUP BY sourceVersion, contractVersion
    )
    LIMIT 1`,
});

const readEvidence = defineQuery({
  name: "seam-telling-evidence",
  params: z.object({ project: z.string(), seamId: z.string(), starts: z.array(z.bigint()).max(READ_MAX), ids: z.array(z.string()).max(READ_MAX), latest: z.array(z.string()), sent: z.array(z.string()) }),
  row: z.object({
    id: z.string(),
    legs: z.string().transform((json) => z.array(Leg).parse(JSON.parse(json))),
    chars: z.coerce.number(),
    body: z.string(),
  }),
  sql: `
    SELECT
        handoff_id AS id,
        if(handoff_id IN {latest: Array(String)}, JSONExtractRaw(detail, 'legs'), '[]') AS legs,
        JSONExtractString(detail, 'sent', 'body') AS sentBody,
        lengthUTF8(sentBody) AS chars,
        if(handoff_id IN {sent: Array(String)} AND length(sentBody) <= ${BODY_BYTES_MAX}, sentBody, '') AS body
    FROM handoffs FINAL
    PREWHERE project = {project: String} AND seam_id = {seamId: String}
        AND (seam_id, started_at, handoff_id) IN
        (
            SELECT {seamId: String}, fromUnixTimestamp64Nano(key.1, 'UTC'), key.2
            FROM (SELECT arrayJoin(arrayZip({starts: Array(Int64)}, {ids: Array(String)})) AS key)
        )
    LIMIT ${READ_MAX}`,
});

/** What is found on a seam itself is judged by these handoffs of a window; they are told by their ids. */
export interface TellingHandoffs {
  /** The three versions (of source and contract) that sent most, with what each sent first and last, in order of time. */
  versions: { sourceVersion: string; contractVersion: string; first: string[]; last: string[] }[];
  /** The latest that waited at a gate, and the latest that arrived, newest first; at most 200. */
  gated: string[];
  arrived: string[];
  /** By id: the legs of gated and arrived ones, the length of what was sent in characters, and the bodies that versions sent, empty where too long. */
  evidence: ReadonlyMap<string, { legs: Leg[]; chars: number; body: string }>;
}

const idOf = ([, id]: z.output<typeof Key>): string => id;

/** The handoffs of a seam in a window that gates and payloads are judged by; found in one pass over the window, then read by their keys. */
export async function readTellingHandoffs(db: Database, { project, seamId, from, to }: TimeWindow & { project: string; seamId: string }): Promise<TellingHandoffs> {
  const [found] = await findTelling(db, { project, seamId, from, to });
  const { versions = [], gated = [], arrived = [] } = found ?? {};
  const [latest, sent] = [[...gated, ...arrived], versions.flatMap(([, , , first, last]) => [...first, ...last])];
  const keys = [...new Map([...latest, ...sent].map((key) => [key.join(), key])).values()];
  const rows = keys.length === 0 ? [] : await readEvidence(db, { project, seamId, starts: keys.map(([at]) => at), ids: keys.map(idOf), latest: latest.map(idOf), sent: sent.map(idOf) });
  return {
    versions: versions.map(([sourceVersion, contractVersion, , first, last]) => ({ sourceVersion, contractVersion, first: first.map(idOf), last: last.map(idOf) })),
    gated: gated.map(idOf),
    arrived: arrived.map(idOf),
    evidence: new Map(rows.map(({ id, ...evidence }) => [id, evidence])),
  };
}
