import { answer } from "@/app/api/answer-request.ts";
import { ENDPOINTS } from "@/lib/api/endpoints.ts";
import { PROJECT } from "@/lib/model/project.ts";
import { listWorkflows } from "@/lib/queries/workflows/list-workflows.ts";

export const GET = answer(ENDPOINTS.workflows, (db, asked) => listWorkflows(db, { project: PROJECT, ...asked }));
