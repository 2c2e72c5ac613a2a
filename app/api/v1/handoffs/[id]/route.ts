import { answer } from "@/app/api/answer-request.ts";
import { ENDPOINTS } from "@/lib/api/endpoints.ts";
import { PROJECT } from "@/lib/model/project.ts";
import { getHandoff } from "@/lib/queries/handoffs/get-handoff.ts";

export const GET = answer(ENDPOINTS.handoff, (db, { id }) => getHandoff(db, { project: PROJECT, id }));
