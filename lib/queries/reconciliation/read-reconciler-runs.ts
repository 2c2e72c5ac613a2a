import { z } from "zod";
import { defineQuery } from "@/lib/clickhouse/define-query.ts";
import { ReconcilerRun } from "@/lib/model/reconciliation.ts";

const RUNS_SHOWN = 20;

/** The latest rounds that the reconciler recorded, newest first. */
export const readReconcilerRuns = defineQuery({
  name: "reconciler-runs",
  params: z.object({ project: z.string() }),
  row: ReconcilerRun,
  sql: `
    SELECT started_at AS startedAt, duration_ms AS durationMs, rounds, due, error
    FROM reconciler_runs
    WHERE project = {project: String}
    ORDER BY started_at DESC
    LIMIT ${RUNS_SHOWN}
    SETTINGS date_time_output_format = 'iso'`,
});
