import { z } from "zod";
import { defineQuery } from "@/lib/clickhouse/define-query.ts";
import type { Database } from "@/lib/clickhouse/open-database.ts";
import type { TraceFacets } from "@/lib/model/trace-facets.ts";
import { Instant } from "../time-window.ts";

/** Traces, and handoffs, that are counted: the newest of the window. */
const COUNTED_MAX = 20_000;
const VALUES_MAX = 12;

const readCounts = defineQuery({
  name: "trace-facets",
  params: z.object({ project: z.string(), from: Instant, to: Instant }),
  row: z.object({ facet: z.enum(["counted", "places", "agent", "service", "failed", "class", "verdict"]), value: z.string(), traces: z.coerce.number() }),
  sql: `
    WITH
        newest AS
        (
            SELECT trace_id, argMax(place.agents, version) AS agents, argMax(place.services, version) AS services, argMax(place.failed, version) AS failed, count() AS places
            FROM
            (
                SELECT trace_id, agents, services, failed, version
                FROM traces_by_time
                WHERE project = {project: String} AND started_at >= {from: DateTime64(3, 'UTC')} AND started_at < {to: DateTime64(3, 'UTC')}
                ORDER BY started_at DESC
                LIMIT ${COUNTED_MAX}
            ) AS place
            GROUP BY trace_id
        ),
        passed AS
        (
            SELECT trace_ids, finding_classes, verdict
            FROM handoffs_by_time FINAL
            WHERE project = {project: String} AND NOT candidate AND started_at >= {from: DateTime64(3, 'UTC')} AND started_at < {to: DateTime64(3, 'UTC')}
            ORDER BY started_at DESC
            LIMIT ${COUNTED_MAX}
        )
    SELECT facet, value, traces
    FROM
    (
        SELECT 'counted' AS facet, '' AS value, uniqExact(trace_id) AS traces FROM newest
        UNION ALL
        SELECT 'places', '', sum(places) FROM newest
        UNION ALL
        SELECT 'failed', 'true', uniqExact(trace_id) FROM newest WHERE failed > 0
        UNION ALL
        SELECT 'agent', toString(arrayJoin(agents)) AS name, uniqExact(trace_id) FROM newest GROUP BY name
        UNION ALL
        SELECT 'service', toString(arrayJoin(services)) AS name, uniqExact(trace_id) FROM newest GROUP BY name
        UNION ALL
        SELECT 'class', name, uniqExactArray(trace_ids) FROM (SELECT toString(arrayJoin(finding_classes)) AS name, trace_ids FROM passed) GROUP BY name
        UNION ALL
        SELECT 'verdict', toString(verdict) AS name, uniqExactArray(trace_ids) FROM passed GROUP BY name
    )
    WHERE traces > 0
    ORDER BY facet, traces DESC, value
    LIMIT ${VALUES_MAX} BY facet`,
});

/** By what the traces of a window can be narrowed down, and how many each choice leaves, counted over its newest 20,000 traces and handoffs. */
export async function readTraceFacets(db: Database, question: { project: string; from: Date; to: Date }): Promise<TraceFacets> {
  const rows = await readCounts(db, question);
  const valuesOf = (facet: string) => rows.filter((row) => row.facet === facet).map(({ value, traces }) => ({ value, traces }));
  const counted = valuesOf("counted")[0]?.traces ?? 0;
  return {
    counted, isCut: (valuesOf("places")[0]?.traces ?? 0) >= COUNTED_MAX, failed: valuesOf("failed")[0]?.traces ?? 0,
    agents: valuesOf("agent"), services: valuesOf("service"), classes: valuesOf("class"), verdicts: valuesOf("verdict"),
  };
}
