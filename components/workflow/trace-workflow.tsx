import type { Workflow } from "@/lib/model/workflow.ts";
import { CulpritBadge, SharedBy, WorkflowLink } from "./workflow-link.tsx";

/** The workflow a trace is a part of, and where its failures began; the workflow is read while the page is shown already. */
export async function TraceWorkflow({ workflow }: { workflow: Promise<Workflow | undefined> }) {
  const found = await workflow;
  if (found === undefined) return null;
  const [task, ...others] = found.tasks;
  const named = task !== undefined && others.length === 0;
  const key = named ? task : found.key;
  const isShared = found.traces.length === 1 && found.traces[0]?.shared === true;
  return (
    <div>
      {isShared ? <SharedBy workflow={found} /> : <WorkflowLink workflow={key} traces={found.tracesInAll} named={named} />}
      <div>
        <CulpritBadge origin={found.origins.list[0]} inAll={found.origins.inAll} workflow={key} />
      </div>
    </div>
  );
}
