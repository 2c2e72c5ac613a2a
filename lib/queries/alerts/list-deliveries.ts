import { z } from "zod";
import { defineQuery } from "@/lib/clickhouse/define-query.ts";
import type { Database } from "@/lib/clickhouse/open-database.ts";
import { type Delivery, DELIVERY_OUTCOMES } from "@/lib/model/alert-channel.ts";

/** The most attempts one answer holds. */
export const DELIVERIES_MAX = 500;

const readAttempts = defineQuery({
  name: "alert-deliveries",
  params: z.object({ project: z.string(), channel: z.string(), firing: z.string(), outcomes: z.array(z.enum(DELIVERY_OUTCOMES)), limit: z.int().min(1).max(DELIVERIES_MAX) }),
  row: z.object({
    key: z.string(), firingId: z.string(), event: z.string(), channel: z.string(), attempt: z.coerce.number(), at: z.string(), outcome: z.enum(DELIVERY_OUTCOMES),
    status: z.number().nullable(), error: z.string(), tookMs: z.number(), nextAt: z.string().nullable(), inAll: z.coerce.number(), failedInAll: z.coerce.number(),
  }),
  sql: `
    SELECT key, firing_id AS firingId, event, channel, attempt, at, outcome, status, error, took_ms AS tookMs, next_at AS nextAt, count() OVER () AS inAll, countIf(outcome != 'delivered') OVER () AS failedInAll
    FROM alert_deliveries
    WHERE project = {project: String}
        AND ({channel: String} = '' OR channel = {channel: String}) AND ({firing: String} = '' OR firing_id = {firing: String}) AND (empty({outcomes: Array(String)}) OR outcome IN {outcomes: Array(String)})
    ORDER BY at DESC, key, attempt DESC
    LIMIT {limit: UInt32}
    SETTINGS date_time_output_format = 'iso'`,
});

/** Which attempts; what is left out may be any. */
export interface DeliveriesQuestion {
  project: string;
  channel?: string | undefined;
  firing?: string | undefined;
  outcomes?: readonly Delivery["outcome"][] | undefined;
  limit?: number;
}

/** Attempts to tell of firings, the latest first, and how many there are in all and failed. */
export async function listDeliveries(db: Database, { project, channel = "", firing = "", outcomes = [], limit = DELIVERIES_MAX }: DeliveriesQuestion): Promise<{ deliveries: Delivery[]; inAll: number; failed: number }> {
  const rows = await readAttempts(db, { project, channel, firing, outcomes: [...outcomes], limit });
  const [first] = rows;
  return { deliveries: rows.map(({ inAll: _inAll, failedInAll: _failed, ...delivery }) => delivery), inAll: first?.inAll ?? 0, failed: first?.failedInAll ?? 0 };
}
