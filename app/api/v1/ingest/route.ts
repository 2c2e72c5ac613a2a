import { answer } from "@/app/api/answer-request.ts";
import { ENDPOINTS } from "@/lib/api/endpoints.ts";
import { PROJECT } from "@/lib/model/project.ts";
import { getIngest } from "@/lib/queries/ingest/get-ingest.ts";

export const GET = answer(ENDPOINTS.ingest, (db) => getIngest(db, { project: PROJECT, now: new Date() }));
