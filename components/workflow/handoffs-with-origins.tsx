import type { HandoffSummary } from "@/lib/model/handoff.ts";
import type { Workflow } from "@/lib/model/workflow.ts";
import { inheritedFrom } from "@/lib/text/origin-words.ts";
import { HandoffTable } from "../handoff/handoff-table.tsx";

/** The handoffs of a trace, with what they inherited in the workflow it is a part of. */
export async function HandoffsWithOrigins({ handoffs, nowMs, workflow }: { handoffs: readonly HandoffSummary[]; nowMs: number; workflow: Promise<Workflow | undefined> }) {
  const found = await workflow;
  return <HandoffTable handoffs={handoffs} nowMs={nowMs} withEnds inherited={inheritedFrom(found?.origins.list ?? [])} />;
}
