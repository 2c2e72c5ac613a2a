import { answer } from "@/app/api/answer-request.ts";
import { ENDPOINTS } from "@/lib/api/endpoints.ts";
import { PROJECT } from "@/lib/model/project.ts";
import { getRejects } from "@/lib/queries/ingest/get-rejects.ts";

export const GET = answer(ENDPOINTS.rejects, (db, { limit, ...question }) => getRejects(db, { project: PROJECT, samples: limit, ...question }));
