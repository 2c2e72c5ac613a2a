import { z } from "zod";
import type { Database } from "@/lib/clickhouse/open-database.ts";
import { Instant } from "../time-window.ts";

/** The largest page of traces. */
export const TRACES_MAX = 500;
/** More words than this narrow nothing down; the rest are ignored. */
export const WORDS_MAX = 20;

/** What a list of traces may be narrowed by, and the position it starts after; a row more than a page tells of the next one. */
export const TraceFilters = z.object({
  project: z.string(),
  words: z.array(z.string()).max(WORDS_MAX),
  agent: z.string(),
  service: z.string(),
  failed: z.array(z.boolean()),
  class: z.string(),
  verdict: z.string(),
  from: Instant,
  to: Instant,
  beforeUnixNano: z.bigint(),
  beforeId: z.string(),
  rows: z.int().min(1).max(TRACES_MAX + 1),
});
export type TraceFilters = z.infer<typeof TraceFilters>;

/** Handoffs by whose findings or verdict traces are narrowed down: the newest of the window. */
const HANDOFFS_MAX = 20_000;

const OF_FINDINGS = `
        trace_id IN
        (
            SELECT arrayJoin(trace_ids)
            FROM
            (
                SELECT trace_ids
                FROM handoffs_by_time FINAL
                WHERE project = {project: String} AND NOT candidate
                    AND started_at >= {from: DateTime64(3, 'UTC')} AND started_at < least({to: DateTime64(3, 'UTC')} + toIntervalDay(1), toDateTime64('2262-04-11 00:00:00', 3, 'UTC'))
                    AND ({class: String} = '' OR has(finding_classes, {class: String}))
                    AND ({verdict: String} = '' OR verdict = {verdict: String})
                ORDER BY started_at DESC, handoff_id DESC
                LIMIT ${HANDOFFS_MAX}
            )
        )
        AND`;
const OF_TRACES = `
        ({agent: String} = '' OR has(agents, {agent: String}))
        AND ({service: String} = '' OR has(services, {service: String}))
        AND (failed > 0) IN {failed: Array(Bool)}
        AND started_at >= {from: DateTime64(3, 'UTC')} AND started_at < {to: DateTime64(3, 'UTC')}
        AND started_at <= fromUnixTimestamp64Nano({beforeUnixNano: Int64}, 'UTC')
        AND (started_at, trace_id) < (fromUnixTimestamp64Nano({beforeUnixNano: Int64}, 'UTC'), {beforeId: String})`;

/**
 * A question with the filters as a condition; words are left to whoever asks. Handoffs are looked into only where findings or a verdict are asked
 * for. A handoff may start a day after its trace, except after the last day that can be compared with, the end of ALL_TIME.
 */
export function narrowedDown<Asked extends TraceFilters, Row>(define: (isAskedFor: string) => (db: Database, asked: Asked) => Promise<Row[]>): (db: Database, asked: Asked) => Promise<Row[]> {
  const [plain, byFindings] = [define(OF_TRACES), define(`${OF_FINDINGS} ${OF_TRACES}`)];
  return (db, asked) => (asked.class === "" && asked.verdict === "" ? plain : byFindings)(db, asked);
}
