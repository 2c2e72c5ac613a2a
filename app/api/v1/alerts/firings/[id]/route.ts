import { answer } from "@/app/api/answer-request.ts";
import { ENDPOINTS } from "@/lib/api/endpoints.ts";
import { PROJECT } from "@/lib/model/project.ts";
import { readFiringWhole } from "@/lib/queries/alerts/read-firing-whole.ts";

export const GET = answer(ENDPOINTS.firing, (db, { id }) => readFiringWhole(db, { project: PROJECT, id }));
