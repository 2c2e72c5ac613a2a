import { z } from "zod";
import { defineQuery } from "@/lib/clickhouse/define-query.ts";

const ROUNDS_SHOWN = 20;

/** The latest rounds of the evaluator of alert rules, newest first. */
export const readAlertRounds = defineQuery({
  name: "alert-rounds",
  params: z.object({ project: z.string() }),
  row: z.object({ at: z.string(), writtenAt: z.string(), evaluator: z.string(), durationMs: z.number(), rules: z.number(), instances: z.number(), firing: z.number(), transitions: z.number(), error: z.string() }),
  sql: `
    SELECT at, written_at AS writtenAt, evaluator, duration_ms AS durationMs, rules, instances, firing, transitions, error
    FROM alert_rounds
    WHERE project = {project: String}
    ORDER BY at DESC, written_at DESC
    LIMIT ${ROUNDS_SHOWN}
    SETTINGS date_time_output_format = 'iso'`,
});

/** For each interval that rules are evaluated at, when they last were (unix milliseconds). */
export const readLastRounds = defineQuery({
  name: "alert-last-rounds",
  params: z.object({ project: z.string() }),
  row: z.object({ everyMs: z.number(), atMs: z.coerce.number() }),
  sql: `
    SELECT everyMs, max(toUnixTimestamp64Milli(at)) AS atMs
    FROM alert_rounds
    ARRAY JOIN every_ms AS everyMs
    WHERE project = {project: String}
    GROUP BY everyMs
    ORDER BY everyMs
    LIMIT 10000`,
});
