import { answer } from "@/app/api/answer-request.ts";
import { ENDPOINTS } from "@/lib/api/endpoints.ts";
import { PROJECT } from "@/lib/model/project.ts";
import { listHandoffs } from "@/lib/queries/handoffs/list-handoffs.ts";

export const GET = answer(ENDPOINTS.handoffs, (db, asked) => listHandoffs(db, { project: PROJECT, ...asked }));
