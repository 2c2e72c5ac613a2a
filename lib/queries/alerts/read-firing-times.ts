import { z } from "zod";
import { defineQuery } from "@/lib/clickhouse/define-query.ts";
import type { Database } from "@/lib/clickhouse/open-database.ts";
import type { TimeWindow } from "../time-window.ts";

/** More than these cannot be told apart in a chart. */
const TIMES_MAX = 50;

const readTimes = defineQuery({
  name: "alert-firing-times",
  params: z.object({ project: z.string(), seamId: z.string(), fromMs: z.int(), toMs: z.int() }),
  row: z.object({ id: z.string(), openedAt: z.string(), lastAt: z.string(), goesOn: z.coerce.number(), isWithin: z.coerce.number(), inAll: z.coerce.number() }),
  sql: `
    SELECT
        firing_id AS id, minIf(at, state = 'firing') AS openedAt, max(at) AS lastAt, argMax(state, (at, written_at)) = 'firing' AS goesOn,
        toUnixTimestamp64Milli(openedAt) < {toMs: Int64} AND (goesOn OR toUnixTimestamp64Milli(lastAt) >= {fromMs: Int64}) AS isWithin,
        count() OVER () AS inAll
    FROM alert_transitions
    WHERE project = {project: String} AND seam_id = {seamId: String} AND firing_id != '' AND state IN ('firing', 'ok')
    GROUP BY firing_id
    HAVING countIf(state = 'firing') > 0
    ORDER BY isWithin DESC, openedAt DESC, id
    LIMIT ${TIMES_MAX}
    SETTINGS date_time_output_format = 'iso'`,
});

/** When a firing opened, and when it resolved; null while it goes on. */
export interface FiringTimes {
  id: string;
  openedAt: string;
  resolvedAt: string | null;
}

/** When alerts fired on a seam: the newest 50 that went on within the window, and how many there ever were. */
export async function readFiringTimes(db: Database, { project, seamId, from, to }: TimeWindow & { project: string; seamId: string }): Promise<{ within: FiringTimes[]; inAll: number }> {
  const rows = await readTimes(db, { project, seamId, fromMs: from.getTime(), toMs: to.getTime() });
  const within = rows.filter((row) => row.isWithin === 1).map(({ id, openedAt, lastAt, goesOn }) => ({ id, openedAt, resolvedAt: goesOn === 1 ? null : lastAt }));
  return { within, inAll: rows[0]?.inAll ?? 0 };
}
