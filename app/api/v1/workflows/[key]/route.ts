import { answer } from "@/app/api/answer-request.ts";
import { ENDPOINTS } from "@/lib/api/endpoints.ts";
import { PROJECT } from "@/lib/model/project.ts";
import { getWorkflow } from "@/lib/queries/workflows/get-workflow.ts";

export const GET = answer(ENDPOINTS.workflow, (db, { key }) => getWorkflow(db, { project: PROJECT, key }));
