import { z } from "zod";
import { defineQuery } from "@/lib/clickhouse/define-query.ts";
import { Instant } from "../time-window.ts";

const SEAMS_MAX = 2000;

const Asked = z.object({ project: z.string(), from: Instant, to: Instant, seamIds: z.array(z.string()) });

/** Volume of seams in the window: their handoffs, how many failed, and how many workflows (tasks by correlation id) they belong to. */
export const readAffectedSeams = defineQuery({
  name: "read-affected-seams",
  params: Asked,
  row: z.object({
    id: z.string(), source: z.string(), target: z.string(), contract: z.string(),
    handoffs: z.coerce.number(), failed: z.coerce.number(), workflows: z.coerce.number(),
  }),
  sql: `
    SELECT
        seam_id AS id, any(source) AS source, any(target) AS target, any(contract) AS contract,
        count() AS handoffs, countIf(failed) AS failed, uniqExact(correlation_id) AS workflows
    FROM handoffs FINAL
    PREWHERE project = {project: String} AND seam_id IN {seamIds: Array(String)}
        AND started_at >= {from: DateTime64(3, 'UTC')} AND started_at < {to: DateTime64(3, 'UTC')}
    WHERE NOT candidate
    GROUP BY seam_id
    ORDER BY handoffs DESC, id
    LIMIT ${SEAMS_MAX}`,
});

/** How many workflows the seams belong to together; one may pass several of them. */
export const countAffectedWorkflows = defineQuery({
  name: "count-affected-workflows",
  params: Asked,
  row: z.object({ workflows: z.coerce.number() }),
  sql: `
    SELECT uniqExact(correlation_id) AS workflows
    FROM handoffs FINAL
    PREWHERE project = {project: String} AND seam_id IN {seamIds: Array(String)}
        AND started_at >= {from: DateTime64(3, 'UTC')} AND started_at < {to: DateTime64(3, 'UTC')}
    WHERE NOT candidate
    LIMIT 1`,
});

/** The newest payloads that each seam's sources sent in the window, as text; empty ones are left out. */
export const readSentPayloads = defineQuery({
  name: "read-sent-payloads",
  params: Asked.extend({ each: z.int().min(1).max(1000) }),
  row: z.object({ seamId: z.string(), body: z.string() }),
  sql: `
    SELECT seam_id AS seamId, JSONExtractString(detail, 'sent', 'body') AS body
    FROM handoffs FINAL
    PREWHERE project = {project: String} AND seam_id IN {seamIds: Array(String)}
        AND started_at >= {from: DateTime64(3, 'UTC')} AND started_at < {to: DateTime64(3, 'UTC')}
    WHERE NOT candidate AND body != ''
    ORDER BY started_at DESC, handoff_id
    LIMIT {each: UInt32} BY seam_id
    LIMIT 20000`,
});
