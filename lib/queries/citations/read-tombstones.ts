import { z } from "zod";
import { defineQuery } from "@/lib/clickhouse/define-query.ts";
import type { Database } from "@/lib/clickhouse/open-database.ts";
import type { CitedKind } from "@/lib/model/cited-kinds.ts";
import { RETENTION_SETTINGS, type RetentionKind } from "@/lib/model/retention.ts";
import { type Expiry, HandoffTombstone, type Tombstone, TraceTombstone, WorkflowTombstone } from "@/lib/model/tombstone.ts";

const DAY_MS = 86_400_000;
const ById = z.object({ project: z.string(), id: z.string() });

const readHandoff = defineQuery({
  name: "handoff-tombstone",
  params: ById,
  row: HandoffTombstone,
  sql: `
    SELECT 'handoff' AS kind, handoff_id AS id, seam_id AS seamId, source, target, contract, started_at AS startedAt, verdict, failed, silent,
        finding_classes AS classes, finding_reasons AS reasons, correlation_id AS correlationId, trace_ids AS traceIds
    FROM handoff_tombstones FINAL
    WHERE project = {project: String} AND handoff_id = {id: String}
    ORDER BY version DESC
    LIMIT 1
    SETTINGS date_time_output_format = 'iso'`,
});

const readTrace = defineQuery({
  name: "trace-tombstone",
  params: ById,
  row: TraceTombstone,
  sql: `
    SELECT 'trace' AS kind, trace_id AS id, name, started_at AS startedAt, duration_ms AS durationMs, spans, errors, agents, handoffs, failed
    FROM trace_tombstones FINAL
    WHERE project = {project: String} AND trace_id = {id: String}
    LIMIT 1
    SETTINGS date_time_output_format = 'iso'`,
});

const readWorkflow = defineQuery({
  name: "workflow-tombstone",
  params: ById,
  row: WorkflowTombstone,
  sql: `
    SELECT 'workflow' AS kind, {id: String} AS id, min(started_at) AS startedAt, max(started_at) AS lastAt, toUInt32(count()) AS handoffs, toUInt32(sum(failed)) AS failed,
        arraySort(groupUniqArrayArray(16)([toString(source), toString(target)])) AS agents
    FROM handoff_tombstones FINAL
    WHERE project = {project: String} AND correlation_id = {id: String} AND {id: String} != '' AND NOT candidate
    HAVING count() > 0
    LIMIT 1
    SETTINGS date_time_output_format = 'iso'`,
});

const readDays = defineQuery({
  name: "retention-days-in-force",
  params: z.object({}),
  row: z.object({ kind: z.string(), days: z.number() }),
  sql: "SELECT kind, argMax(days, at) AS days FROM retention_changes GROUP BY kind LIMIT 100",
});

/** Which kind of data a thing is gone with. */
const GONE_WITH = { handoff: "handoffs", trace: "spans", workflow: "handoffs" } as const satisfies Partial<Record<CitedKind, RetentionKind>>;

/**
 * What is still known of a handoff, a trace (by its id in lower case) or a workflow (by its task), whether it is still kept or not; ask only
 * when it is not found. Undefined when there never was one. Seams and firings do not expire.
 */
export async function readTombstone(db: Database, { project, kind, id }: { project: string; kind: CitedKind; id: string }): Promise<Tombstone | undefined> {
  const [of] = await findTombstone(db, { project, kind, id });
  if (of === undefined) return undefined;
  return { of, expiry: await expiryOf(db, GONE_WITH[of.kind], "lastAt" in of ? of.lastAt : of.startedAt) };
}

async function findTombstone(db: Database, { project, kind, id }: { project: string; kind: CitedKind; id: string }): Promise<Tombstone["of"][]> {
  if (kind === "handoff") return readHandoff(db, { project, id });
  if (kind === "trace") return /^[0-9a-f]{32}$/.test(id) ? readTrace(db, { project, id }) : [];
  return kind === "workflow" ? readWorkflow(db, { project, id }) : [];
}

async function expiryOf(db: Database, kind: RetentionKind, at: string): Promise<Expiry> {
  const days = (await readDays(db, {})).find((row) => row.kind === kind)?.days ?? 0;
  return { setting: RETENTION_SETTINGS[kind], days, at: days === 0 ? null : new Date(Date.parse(at) + days * DAY_MS).toISOString() };
}
