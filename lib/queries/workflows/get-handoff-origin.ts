import type { Database } from "@/lib/clickhouse/open-database.ts";
import type { Handoff } from "@/lib/model/handoff.ts";
import type { HandoffOrigin, Origin } from "@/lib/model/origin.ts";
import type { Workflow } from "@/lib/model/workflow.ts";
import { getHandoff } from "../handoffs/get-handoff.ts";
import { readWorkflow, type WorkflowEvidence } from "./get-workflow.ts";

/** What a handoff has to do with the origins of its workflow's failures; undefined when there is no such handoff. */
export async function getHandoffOrigin(db: Database, { project, id }: { project: string; id: string }): Promise<HandoffOrigin | undefined> {
  const handoff = await getHandoff(db, { project, id });
  return handoff === undefined ? undefined : originOfHandoff(db, project, handoff);
}

/** The same for a handoff that is at hand. */
async function originOfHandoff(db: Database, project: string, handoff: Handoff): Promise<HandoffOrigin> {
  return originIn((await workflowAround(db, project, handoff))?.workflow, handoff);
}

/** The workflow of a handoff: that of its correlation id, or of its first trace where that leads nowhere. */
export async function workflowAround(db: Database, project: string, { correlationId, traceIds }: Pick<Handoff, "correlationId" | "traceIds">): Promise<WorkflowEvidence | undefined> {
  const byTask = correlationId === "" ? undefined : await readWorkflow(db, { project, key: correlationId });
  return byTask ?? readWorkflow(db, { project, key: traceIds[0] ?? "" });
}

/** What a handoff has to do with the origins of a workflow. */
export function originIn(workflow: Workflow | undefined, { id, correlationId, traceIds }: Pick<Handoff, "id" | "correlationId" | "traceIds">): HandoffOrigin {
  const origins = workflow?.origins.list ?? [];
  const inherits = (origin: Origin) => origin.inherited.some((one) => one.handoffId === id);
  return {
    workflow: workflow === undefined ? correlationId : workflow.tasks.length === 1 ? (workflow.tasks[0] ?? workflow.key) : workflow.key,
    traces: workflow?.tracesInAll ?? traceIds.length,
    began: origins.filter((origin) => origin.handoffId === id),
    inherited: origins.filter(inherits),
    ranOn: origins.filter((origin) => origin.blast.handoffIds.includes(id) && !inherits(origin)),
  };
}
