import { answer } from "@/app/api/answer-request.ts";
import { ENDPOINTS } from "@/lib/api/endpoints.ts";
import { PROJECT } from "@/lib/model/project.ts";
import { getWorkflowTimeline } from "@/lib/queries/timeline/get-workflow-timeline.ts";

export const GET = answer(ENDPOINTS.workflowTimeline, (db, { key, fromNs, toNs }) => getWorkflowTimeline(db, { project: PROJECT, key, fromNs, toNs }));
