import { z } from "zod";
import { defineQuery } from "@/lib/clickhouse/define-query.ts";
import type { Database } from "@/lib/clickhouse/open-database.ts";
import { ALERT_EVENTS, ALERT_STATES, AlertMessage, type AlertTransition } from "@/lib/model/alert-firing.ts";

const COLUMNS = `rule_id AS ruleId, seam_id AS seamId, detail, at, state, since, firing_id AS firingId, event, channels, suppressed_by AS suppressedBy, value, n, message, memory`;

const Row = z.object({
  ruleId: z.string(), seamId: z.string(), detail: z.string(), at: z.string(), state: z.enum(ALERT_STATES), since: z.string(), firingId: z.string(),
  event: z.enum(["", ...ALERT_EVENTS]), channels: z.array(z.string()), suppressedBy: z.string(), value: z.number().nullable(), n: z.coerce.number(), message: z.string(), memory: z.string(),
});

const readLive = defineQuery({
  name: "alert-states",
  params: z.object({ project: z.string() }),
  row: Row,
  sql: `
    SELECT ${COLUMNS}
    FROM alert_transitions
    WHERE project = {project: String} AND (rule_id, seam_id, detail, at) IN
    (
      SELECT rule_id, seam_id, detail, max(at)
      FROM alert_transitions
      WHERE project = {project: String}
      GROUP BY rule_id, seam_id, detail
      HAVING argMax(state, (at, written_at)) != 'ok'
    )
    ORDER BY written_at DESC
    LIMIT 1 BY rule_id, seam_id, detail
    SETTINGS date_time_output_format = 'iso'`,
});

/** Rows by which firings ended untold, and that no later summary of the same suppressor counts. */
const readUntold = defineQuery({
  name: "alert-untold",
  params: z.object({ project: z.string() }),
  row: Row,
  sql: `
    SELECT ${COLUMNS}
    FROM alert_transitions AS ended
    LEFT JOIN
    (
      SELECT splitByChar(' ', detail)[1] AS suppressor, max(at) AS toldAt
      FROM alert_transitions
      WHERE project = {project: String} AND rule_id = '' AND event = 'suppressed'
      GROUP BY suppressor
    ) AS summary ON summary.suppressor = ended.suppressed_by
    WHERE project = {project: String} AND state = 'ok' AND event = '' AND suppressed_by != '' AND message != '' AND (toldAt = toDateTime64(0, 3, 'UTC') OR ended.at > toldAt)
    ORDER BY ended.at, firing_id
    LIMIT 1 BY firing_id
    SETTINGS date_time_output_format = 'iso'`,
});

/** The latest row of every alert instance that is not well, in no order. */
export const readStates = async (db: Database, params: { project: string }): Promise<AlertTransition[]> => (await readLive(db, params)).map(toTransition);

/** The rows that an evaluator starts from: `readStates`, and firings that ended untold and are still to be counted (lib/alerts/rows.ts makes a world of them). */
export async function readWorldRows(db: Database, params: { project: string }): Promise<AlertTransition[]> {
  const [live, untold] = [await readLive(db, params), await readUntold(db, params)];
  return [...live, ...untold].map(toTransition);
}

function toTransition({ event, message, ...row }: z.infer<typeof Row>): AlertTransition {
  return { ...row, event: event === "" ? null : event, message: message === "" ? null : AlertMessage.parse(JSON.parse(message)) };
}
