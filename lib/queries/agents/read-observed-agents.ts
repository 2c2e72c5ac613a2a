import { z } from "zod";
import { defineQuery } from "@/lib/clickhouse/define-query.ts";
import { AGENT_TYPES } from "@/lib/model/vocabulary.ts";
import { overTraffic, TrafficParams, versionsOf } from "../seams/traffic-of-window.ts";

const AGENTS_MAX = 5000;
const OF_AGENT = "AND ({agent: String} = '' OR source = {agent: String} OR target = {agent: String})";

/** Agents at either end of a seam with traffic in the window, with each version seen, from the rollup; `agent` empty asks for all. */
export const readObservedAgents = overTraffic((traffic) => defineQuery({
  name: "read-observed-agents",
  params: TrafficParams.extend({ agent: z.string() }),
  row: z.object({
    name: z.string(),
    type: z.enum(AGENT_TYPES),
    seamsIn: z.coerce.number(),
    seamsOut: z.coerce.number(),
    handoffsIn: z.coerce.number(),
    handoffsOut: z.coerce.number(),
    failed: z.coerce.number(),
    firstSeenAt: z.string(),
    lastSeenAt: z.string(),
  }),
  sql: `
    SELECT
        end.1 AS name,
        argMax(end.2, last_at) AS type,
        uniqExactIf(seam_id, end.3 = 'in') AS seamsIn,
        uniqExactIf(seam_id, end.3 = 'out') AS seamsOut,
        sumIf(handoffs, end.3 = 'in') AS handoffsIn,
        sumIf(handoffs, end.3 = 'out') AS handoffsOut,
        sumIf(bad, end.3 = 'out' OR source != target) AS failed,
        min(first_at) AS firstSeenAt,
        max(last_at) AS lastSeenAt
    FROM
    (
        SELECT *, arrayJoin([(source, source_type, 'out'), (target, target_type, 'in')]) AS end
        FROM ${traffic({ columns: "seam_id, source, target, source_type, target_type, handoffs, failed AS bad, first_at, last_at", of: "all seams", also: OF_AGENT })}
    )
    WHERE {agent: String} = '' OR end.1 = {agent: String}
    GROUP BY name
    ORDER BY failed DESC, handoffsIn + handoffsOut DESC, name
    LIMIT ${AGENTS_MAX}
    SETTINGS date_time_output_format = 'iso'`,
}));

/** Versions of agents as their handoffs tell them, the most recently seen first. */
export const readAgentVersions = overTraffic((traffic) => defineQuery({
  name: "read-agent-versions",
  params: TrafficParams.extend({ agent: z.string() }),
  row: z.object({ name: z.string(), version: z.string(), handoffs: z.coerce.number(), failed: z.coerce.number(), firstSeenAt: z.string(), lastSeenAt: z.string() }),
  sql: `
    SELECT
        end.1 AS name, end.2 AS version, sum(end.3) AS handoffs, sum(end.4) AS failed, min(end.5) AS firstSeenAt, max(end.6) AS lastSeenAt
    FROM
    (
        SELECT arrayJoin(arrayConcat(
            arrayMap(pair -> (source, pair.1, pair.4, pair.5, pair.6, pair.7), pairs),
            arrayMap(pair -> (target, pair.2, pair.4, pair.5, pair.6, pair.7), pairs))) AS end
        FROM ${traffic({ columns: (at) => `source, target, ${versionsOf(at)}`, of: "all seams", also: OF_AGENT })}
    )
    WHERE end.2 != '' AND ({agent: String} = '' OR end.1 = {agent: String})
    GROUP BY name, version
    ORDER BY lastSeenAt DESC, handoffs DESC, version, name
    LIMIT 50 BY name
    LIMIT ${AGENTS_MAX * 4}
    SETTINGS date_time_output_format = 'iso'`,
}));
