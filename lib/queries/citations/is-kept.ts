import { z } from "zod";
import { defineQuery } from "@/lib/clickhouse/define-query.ts";
import type { Database } from "@/lib/clickhouse/open-database.ts";
import type { CitedKind } from "@/lib/model/cited-kinds.ts";
import { placesBy } from "../handoffs/places-of-handoffs.ts";
import { findSeam } from "../seams/find-seam.ts";
import { countSpans } from "../traces/count-spans.ts";
import { TraceId } from "../traces/trace-id.ts";
import { findWorkflowTraces } from "../workflows/find-workflow-traces.ts";
import { readTraceSummaries } from "../workflows/read-trace-summaries.ts";

const isHandoffKept = defineQuery({
  name: "is-handoff-kept",
  params: z.object({ project: z.string(), ids: z.tuple([z.string()]) }),
  row: z.object({ id: z.string() }),
  sql: `SELECT handoff_id AS id FROM kept_handoffs FINAL PREWHERE ${placesBy("handoff", "ids")} LIMIT 1`,
});

const isFiringKept = defineQuery({
  name: "is-firing-kept",
  params: z.object({ project: z.string(), firingId: z.string() }),
  row: z.object({ id: z.string() }),
  sql: "SELECT firing_id AS id FROM alert_transitions WHERE project = {project: String} AND firing_id = {firingId: String} LIMIT 1",
});

const OF_KIND: Record<CitedKind, (db: Database, project: string, id: string) => Promise<unknown[]>> = {
  handoff: (db, project, id) => isHandoffKept(db, { project, ids: [id] }),
  async trace(db, project, id) {
    const traceId = TraceId.safeParse(id.toLowerCase());
    return traceId.success ? countSpans(db, { project, traceIds: [traceId.data] }) : [];
  },
  seam: (db, project, id) => findSeam(db, { project, seamId: id }),
  async workflow(db, project, id) {
    const { traceIds } = await findWorkflowTraces(db, { project, key: id });
    return traceIds.length === 0 ? [] : readTraceSummaries(db, { project, traceIds });
  },
  firing: (db, project, id) => (id === "" ? Promise.resolve([]) : isFiringKept(db, { project, firingId: id })),
};

/** Whether something is there to be looked at, by its id alone. */
export async function isKept(db: Database, { project, kind, id }: { project: string; kind: CitedKind; id: string }): Promise<boolean> {
  return (await OF_KIND[kind](db, project, id)).length > 0;
}
