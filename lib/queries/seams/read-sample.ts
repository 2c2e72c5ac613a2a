import { z } from "zod";
import { defineQuery } from "@/lib/clickhouse/define-query.ts";
import type { Database } from "@/lib/clickhouse/open-database.ts";
import { Instant, type TimeWindow } from "../time-window.ts";
import type { LatencyBox } from "./latency-box.ts";

/** How many of each side are compared: enough that a difference of a tenth shows, few enough that their evidence may be unpacked. */
const SAMPLED_MAX = 100;
/** The newest ones from which those are drawn. Long enough a window that failed ones and others are of the same time, whichever are rarer. */
const POOL_MAX = 1_000_000;

/** A handoff that was drawn, and where it stands. */
export interface Drawn {
  id: string;
  atUnixNano: bigint;
}

/** The handoffs that were drawn, out of how many, and whether there were no more in the window. */
export interface Sample {
  drawn: Drawn[];
  of: number;
  isAll: boolean;
}

/** Handoffs of one seam in a window that failed or did not, or that lie in a box of time and latency or outside it. */
export interface SampleQuestion extends TimeWindow {
  project: string;
  seamId: string;
  box?: LatencyBox | undefined;
  isSubject: boolean;
}

const readDrawn = defineQuery({
  name: "seam-explain-drawn",
  params: z.object({
    project: z.string(), seamId: z.string(), from: Instant, to: Instant,
    byBox: z.boolean(), boxFrom: Instant, boxTo: Instant, minMs: z.number(), maxMs: z.number(), unmeasured: z.boolean(), isSubject: z.boolean(),
  }),
  row: z.object({ id: z.string(), atUnixNano: z.coerce.bigint(), pool: z.coerce.number() }),
  sql: `
    SELECT handoff_id AS id, toUnixTimestamp64Nano(started_at) AS atUnixNano, count() OVER () AS pool
    FROM
    (
        SELECT handoff_id, started_at
        FROM handoffs FINAL
        PREWHERE project = {project: String} AND seam_id = {seamId: String}
            AND started_at >= {from: DateTime64(3, 'UTC')} AND started_at < {to: DateTime64(3, 'UTC')}
        WHERE NOT candidate AND {isSubject: Bool} = if({byBox: Bool},
            started_at >= {boxFrom: DateTime64(3, 'UTC')} AND started_at < {boxTo: DateTime64(3, 'UTC')}
                AND if({unmeasured: Bool}, total_ms IS NULL, ifNull(total_ms >= {minMs: Float64} AND total_ms < {maxMs: Float64}, false)),
            failed)
        ORDER BY started_at DESC, handoff_id DESC
        LIMIT ${POOL_MAX}
    )
    ORDER BY cityHash64(handoff_id), handoff_id, started_at
    LIMIT ${SAMPLED_MAX}`,
});

/** Of those asked for, at most the newest million, the 100 whose ids have the lowest hash: the same ones each time, whatever came meanwhile. */
export async function readSample(db: Database, { box, isSubject, project, seamId, from, to }: SampleQuestion): Promise<Sample> {
  const byBox = { byBox: box !== undefined, boxFrom: box?.from ?? from, boxTo: box?.to ?? to, minMs: box?.minMs ?? 0, maxMs: box?.maxMs ?? 0, unmeasured: box?.unmeasured ?? false };
  const rows = await readDrawn(db, { project, seamId, ...byBox, isSubject, from, to });
  const of = rows[0]?.pool ?? 0;
  return { drawn: rows.map(({ id, atUnixNano }) => ({ id, atUnixNano })), of, isAll: of === rows.length };
}
