import { z } from "zod";
import { defineQuery } from "@/lib/clickhouse/define-query.ts";

/**
 * The oldest request to judge stored handoffs again that is not through yet, with how far it has come. Moments are as ClickHouse writes
 * them, in UTC with nine digits.
 */
export const findNextRecheck = defineQuery({
  name: "find-next-recheck",
  params: z.object({ project: z.string() }),
  row: z.object({
    requestedAt: z.string(),
    contract: z.string(),
    from: z.string(),
    to: z.string(),
    reason: z.string(),
    upTo: z.string(),
    afterId: z.string(),
    queued: z.coerce.number(),
  }),
  sql: `
    SELECT
        toString(asked.requested_at) AS requestedAt,
        asked.contract_name AS contract,
        toString(asked.from) AS from,
        toString(asked.to) AS to,
        asked.reason AS reason,
        toString(progress.up_to) AS upTo,
        progress.after_id AS afterId,
        progress.queued AS queued
    FROM recheck_requests AS asked
    LEFT JOIN (SELECT * FROM recheck_progress FINAL WHERE project = {project: String}) AS progress
        ON progress.requested_at = asked.requested_at AND progress.contract_name = asked.contract_name
    WHERE asked.project = {project: String} AND NOT progress.done
    ORDER BY asked.requested_at, asked.contract_name, asked.from, asked.to
    LIMIT 1`,
});
