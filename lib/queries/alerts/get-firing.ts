import { z } from "zod";
import { defineQuery } from "@/lib/clickhouse/define-query.ts";
import type { Database } from "@/lib/clickhouse/open-database.ts";
import { ALERT_EVENTS, ALERT_STATES, type AlertMessage } from "@/lib/model/alert-firing.ts";
import type { FiringStep, FiringSummary } from "@/lib/model/alert-view.ts";
import { findFiring } from "./list-firings.ts";

/** More changes of state than one firing has; what comes after is left out. */
const STEPS_MAX = 1000;

const readSteps = defineQuery({
  name: "alert-firing-steps",
  params: z.object({ project: z.string(), id: z.string() }),
  row: z.object({ at: z.string(), state: z.enum(ALERT_STATES), event: z.enum(["", ...ALERT_EVENTS]), channels: z.array(z.string()), suppressedBy: z.string(), value: z.number().nullable(), n: z.coerce.number(), note: z.string() }),
  sql: `
    SELECT at, state, event, channels, suppressed_by AS suppressedBy, value, n, JSONExtractString(message, 'note') AS note
    FROM alert_transitions
    WHERE project = {project: String} AND firing_id = {id: String}
    ORDER BY at, written_at
    LIMIT ${STEPS_MAX}
    SETTINGS date_time_output_format = 'iso'`,
});

/** A firing with what was known when it fired, as it was stored then, and its course. */
export interface FiringCourse {
  summary: FiringSummary;
  message: AlertMessage;
  steps: FiringStep[];
}

/** One firing by its id alone; undefined when there is none. */
export async function getFiring(db: Database, question: { project: string; id: string }): Promise<FiringCourse | undefined> {
  const [found, steps] = await Promise.all([findFiring(db, question), readSteps(db, question)]);
  return found === undefined ? undefined : { ...found, steps: steps.map(({ event, ...step }) => ({ ...step, event: event === "" ? null : event })) };
}
