import { z } from "zod";
import { defineQuery } from "@/lib/clickhouse/define-query.ts";
import type { Database } from "@/lib/clickhouse/open-database.ts";
import type { CitedKind } from "@/lib/model/cited-kinds.ts";
import { Pin } from "@/lib/model/pin.ts";

/** As many pins as one answer lists; more are counted. */
export const PINS_MAX = 1000;

const readPins = defineQuery({
  name: "list-pins",
  params: z.object({ project: z.string(), pinIds: z.array(z.string()), kind: z.string(), id: z.string(), citedBy: z.string(), reason: z.string(), traceIds: z.array(z.string()), limit: z.int() }),
  row: Pin.extend({ inAll: z.coerce.number() }),
  sql: `
    SELECT
        pin_id AS pinId, kind, id, reason, cited_by AS citedBy, said_by AS by, note, at, expires_at AS expiresAt, trace_ids AS traceIds, traces_in_all AS tracesInAll, state,
        count() OVER () AS inAll
    FROM
    (
        SELECT *
        FROM pins
        WHERE project = {project: String}
            AND (empty({pinIds: Array(String)}) OR pin_id IN {pinIds: Array(String)})
            AND ({kind: String} = '' OR kind = {kind: String})
            AND ({id: String} = '' OR id = {id: String})
            AND ({citedBy: String} = '' OR cited_by = {citedBy: String})
            AND ({reason: String} = '' OR reason = {reason: String})
        ORDER BY at DESC
        LIMIT 1 BY pin_id
    )
    WHERE action = 'pin' AND (isNull(expires_at) OR expires_at > now64(3))
        AND (empty({traceIds: Array(String)}) OR hasAny(arrayMap(one -> toString(one), trace_ids), {traceIds: Array(String)}))
    ORDER BY at DESC, pinId
    LIMIT {limit: UInt32}
    SETTINGS date_time_output_format = 'iso'`,
});

/** Which pins: all that stand, or those of one thing, of one citation, for one reason, or that hold one of these traces (100 at most). */
export interface PinsQuestion {
  project: string;
  pinIds?: readonly string[];
  kind?: CitedKind;
  id?: string;
  citedBy?: string;
  reason?: string;
  traceIds?: readonly string[];
  limit?: number;
}

/** The pins that stand, the latest first, and how many there are in all. */
export async function listPins(db: Database, { project, pinIds = [], kind, id = "", citedBy = "", reason = "", traceIds = [], limit = PINS_MAX }: PinsQuestion): Promise<{ pins: Pin[]; inAll: number }> {
  const rows = await readPins(db, { project, pinIds: [...pinIds], kind: kind ?? "", id, citedBy, reason, traceIds: traceIds.slice(0, 100), limit });
  return { pins: rows.map((row) => Pin.parse(row)), inAll: rows[0]?.inAll ?? 0 };
}
