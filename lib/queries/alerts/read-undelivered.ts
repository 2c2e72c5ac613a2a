import { z } from "zod";
import { defineQuery } from "@/lib/clickhouse/define-query.ts";
import { ALERT_EVENTS, AlertMessage } from "@/lib/model/alert-firing.ts";
import { Instant } from "../time-window.ts";

/** Of one channel so many at most, the oldest: one that takes nothing must not crowd out the others. */
const PER_CHANNEL_MAX = 500;
const READ_MAX = 20_000;
/** Messages are kilobytes, and are read only for what is sent now. */
const MESSAGES_MAX = 500;

/** What is to be told and was neither delivered nor given up, the oldest first; without what it says. */
export const readUndelivered = defineQuery({
  name: "alert-undelivered",
  params: z.object({ project: z.string(), since: Instant }),
  row: z.object({ firingId: z.string(), event: z.enum(ALERT_EVENTS), channel: z.string(), atMs: z.coerce.number(), attempts: z.number(), nextAtMs: z.coerce.number() }),
  sql: `
    SELECT firingId, event, channel, minIf(toldAt, isTold) AS atMs, max(attempt) AS attempts, max(nextAt) AS nextAtMs
    FROM
    (
      SELECT firing_id AS firingId, event, arrayJoin(channels) AS channel, toUnixTimestamp64Milli(at) AS toldAt, true AS isTold, toUInt32(0) AS attempt, false AS isClosed, toInt64(0) AS nextAt
      FROM alert_transitions
      WHERE project = {project: String} AND at >= {since: DateTime64(3)} AND event != ''
      UNION ALL
      SELECT firing_id, event, channel, toUnixTimestamp64Milli(at), false, attempt, outcome IN ('delivered', 'gave_up'), ifNull(toUnixTimestamp64Milli(next_at), 0)
      FROM alert_deliveries
      WHERE project = {project: String} AND at >= {since: DateTime64(3)}
    )
    GROUP BY firingId, event, channel
    HAVING max(isTold) AND NOT max(isClosed)
    ORDER BY atMs, firingId, channel
    LIMIT ${PER_CHANNEL_MAX} BY channel
    LIMIT ${READ_MAX}`,
});
/** A notification that is still to be delivered. */
export type Undelivered = Awaited<ReturnType<typeof readUndelivered>>[number];

/** What is said of these firings, by event; as it was stored when they changed. */
export const readMessages = defineQuery({
  name: "alert-messages",
  params: z.object({ project: z.string(), firingIds: z.array(z.string()).max(MESSAGES_MAX) }),
  row: z.object({ firingId: z.string(), event: z.enum(ALERT_EVENTS), channels: z.array(z.string()), message: z.string().transform((text) => (text === "" ? null : (AlertMessage.safeParse(JSON.parse(text)).data ?? null))) }),
  sql: `
    SELECT firing_id AS firingId, event, channels, message
    FROM alert_transitions
    WHERE project = {project: String} AND firing_id IN {firingIds: Array(String)} AND event != ''
    ORDER BY at, written_at
    LIMIT ${10 * MESSAGES_MAX}`,
});

/** Firings that a channel was told of and that go on, or ended since; with how they ended. */
export const readStandingFirings = defineQuery({
  name: "alert-standing-firings",
  params: z.object({ project: z.string(), channel: z.string(), endedSince: Instant }),
  row: z.object({ firingId: z.string(), lastEvent: z.enum(ALERT_EVENTS) }),
  sql: `
    SELECT firing_id AS firingId, argMax(event, (at, written_at)) AS lastEvent
    FROM alert_transitions
    WHERE project = {project: String} AND event IN ('open', 'resolve') AND has(channels, {channel: String})
    GROUP BY firing_id
    HAVING lastEvent = 'open' OR max(at) >= {endedSince: DateTime64(3)}
    ORDER BY max(at) DESC, firing_id
    LIMIT ${MESSAGES_MAX}`,
});
