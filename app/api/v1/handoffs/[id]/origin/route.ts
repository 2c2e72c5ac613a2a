import { answer } from "@/app/api/answer-request.ts";
import { ENDPOINTS } from "@/lib/api/endpoints.ts";
import { PROJECT } from "@/lib/model/project.ts";
import { getHandoffOrigin } from "@/lib/queries/workflows/get-handoff-origin.ts";

export const GET = answer(ENDPOINTS.handoffOrigin, (db, { id }) => getHandoffOrigin(db, { project: PROJECT, id }));
