import { z } from "zod";
import { HandoffOrigin } from "@/lib/model/origin.ts";
import { Workflow, WorkflowSummary } from "@/lib/model/workflow.ts";
import { WORKFLOWS_MAX } from "@/lib/queries/workflows/list-workflows.ts";
import { endpoint, NO_PARAMS, NotBackwards, Page } from "./endpoint.ts";
import { FlagParameter, limitParameter, TextParameter } from "./parameters.ts";

/** A page of workflows. */
export const WorkflowsAnswer = z.object({
  workflows: z.array(WorkflowSummary),
  next: z.string().nullable().describe("cursor of the next page; null on the last one"),
});

/** Addresses about workflows, and where their failures began. */
export const WORKFLOW_ENDPOINTS = {
  workflows: endpoint({
    path: "/workflows",
    summary: "Workflows, the one with the newest handoff first",
    description: "Those that name a business task of their own, and those of more than one trace. No bound on time unless one is given; it is about the newest handoff. Filters add up.",
    params: NO_PARAMS,
    query: Page.extend({
      q: z.string().max(4096).optional().describe("a part of the key"),
      failed: FlagParameter.optional().describe("true: with a failed handoff; false: without"),
      limit: limitParameter(WORKFLOWS_MAX),
    }).refine(NotBackwards.holds, NotBackwards.problem),
    answer: WorkflowsAnswer,
  }),
  workflow: endpoint({
    path: "/workflows/{key}",
    summary: "One workflow: its traces, what joins them, its handoffs, and where its failures began",
    description: "By a key of any kind, the most specific first (handoff.correlation_id, handoff.id, a2a.task.id, keys of resumed runs, gen_ai.conversation.id, session.id), or by the id of a trace. No time range needed.",
    params: z.strictObject({ key: TextParameter }),
    query: NO_PARAMS,
    answer: Workflow,
    missing: "workflow",
  }),
  handoffOrigin: endpoint({
    path: "/handoffs/{id}/origin",
    summary: "Where a handoff's failures began: here or earlier in its workflow",
    description: "Empty lists when its workflow is healthy. Each origin tells the value there and after, who inherited it, and what ran on it.",
    params: z.strictObject({ id: TextParameter }),
    query: NO_PARAMS,
    answer: HandoffOrigin,
    missing: "handoff",
  }),
};
