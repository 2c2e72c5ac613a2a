import { z } from "zod";
import { defineQuery } from "@/lib/clickhouse/define-query.ts";

/** More seams than this are more series than a Prometheus is grateful for: those with most handoffs are shown. */
export const SEAMS_SHOWN_MAX = 2000;
/** Far more than all verdicts, classes and buckets of so many seams. */
const ROWS_MAX = 1_000_000;

/** Handoffs of the seams with most of them, by verdict and class of failure, and in buckets of latency (`le`: null beyond the last bound, 0 without one). */
export const readSeamCounters = defineQuery({
  name: "seam-counters",
  params: z.object({ project: z.string() }),
  row: z.object({
    source: z.string(),
    target: z.string(),
    contract: z.string(),
    verdict: z.string(),
    class: z.string(),
    le: z.number().nullable(),
    handoffs: z.coerce.number(),
    silent: z.coerce.number(),
    latencies: z.coerce.number(),
    seconds: z.number(),
    exemplar: z.object({ handoffId: z.string(), traceId: z.string(), valueS: z.number(), atS: z.number() }),
  }),
  sql: `
    SELECT
        source, target, contract, verdict, class, nullIf(le, inf) AS le,
        sum(handoffs) AS handoffs, sum(silent) AS silent, sum(latencies) AS latencies, sum(seconds) AS seconds,
        max(latest) AS newest,
        CAST((newest.2, newest.3, newest.4, toUnixTimestamp64Milli(newest.1) / 1000), 'Tuple(handoffId String, traceId String, valueS Float64, atS Float64)') AS exemplar
    FROM (SELECT seam_id, source, target, contract, verdict, class, le, handoffs, silent, latencies, seconds, latest FROM seam_counters WHERE project = {project: String})
    WHERE seam_id IN (
        SELECT seam_id FROM seam_counters WHERE project = {project: String}
        GROUP BY seam_id ORDER BY sum(handoffs) DESC, seam_id LIMIT ${SEAMS_SHOWN_MAX}
    )
    GROUP BY source, target, contract, verdict, class, le
    ORDER BY source, target, contract, verdict, class, le
    LIMIT ${ROWS_MAX}`,
});

/** How many seams there are to be counted. */
export const countSeams = defineQuery({
  name: "count-counted-seams",
  params: z.object({ project: z.string() }),
  row: z.object({ seams: z.coerce.number() }),
  sql: "SELECT uniqExact(seam_id) AS seams FROM seam_counters WHERE project = {project: String}",
});
