import { z } from "zod";
import { defineQuery } from "@/lib/clickhouse/define-query.ts";
import { RejectGroup, RejectSample } from "@/lib/model/ingest-report.ts";
import { Instant } from "../time-window.ts";

/** Groups of one answer. Reasons are fields and limits, so there are some dozens. */
const REJECT_GROUPS_MAX = 200;
/** Samples of one answer. */
export const REJECT_SAMPLES_MAX = 200;
const SERVICES_SHOWN = 6;

/** Which rejects: "" means any. */
export const RejectFilter = z.object({
  project: z.string(),
  signal: z.enum(["traces", "logs", ""]),
  action: z.enum(["rejected", "altered", ""]),
  service: z.string(),
  from: Instant,
  to: Instant,
});

const MATCHES = `
    project = {project: String} AND at >= {from: DateTime64(3, 'UTC')} AND at < {to: DateTime64(3, 'UTC')}
    AND ({signal: String} = '' OR signal = {signal: String})
    AND ({action: String} = '' OR action = {action: String})
    AND ({service: String} = '' OR service = {service: String})`;

/** Rejects of a window by what was at fault, those of most records first. */
export const readRejectGroups = defineQuery({
  name: "reject-groups",
  params: RejectFilter,
  row: RejectGroup.extend({ records: z.coerce.number(), requests: z.coerce.number(), servicesInAll: z.coerce.number(), groupsInAll: z.coerce.number() }),
  sql: `
    SELECT
        signal, action, reason, sum(ofService) AS records, sum(requestsOfService) AS requests,
        min(first) AS firstAt, max(last) AS lastAt, argMax(lastMessage, last) AS message,
        arraySlice(arrayMap(pair -> pair.2, arrayReverseSort(groupArrayIf((ofService, service), service != ''))), 1, ${SERVICES_SHOWN}) AS services,
        countIf(service != '') AS servicesInAll,
        count() OVER () AS groupsInAll
    FROM (
        SELECT signal, action, reason, service, sum(records) AS ofService, count() AS requestsOfService,
            min(at) AS first, max(at) AS last, argMax(message, at) AS lastMessage
        FROM rejects
        WHERE ${MATCHES}
        GROUP BY signal, action, reason, service
    )
    GROUP BY signal, action, reason
    ORDER BY records DESC, requests DESC, signal, action, reason
    LIMIT ${REJECT_GROUPS_MAX}
    SETTINGS date_time_output_format = 'iso'`,
});

/** The latest of those that came with a sample, newest first; `reason` "" means any. */
export const readRejectSamples = defineQuery({
  name: "reject-samples",
  params: RejectFilter.extend({ reason: z.string(), limit: z.int().min(1).max(REJECT_SAMPLES_MAX) }),
  row: RejectSample.extend({ records: z.coerce.number() }),
  sql: `
    SELECT at, collector, signal, action, reason, message, records, service, sample
    FROM rejects
    WHERE ${MATCHES} AND ({reason: String} = '' OR reason = {reason: String}) AND sample != ''
    ORDER BY project DESC, at DESC
    LIMIT {limit: UInt32}
    SETTINGS date_time_output_format = 'iso'`,
});
