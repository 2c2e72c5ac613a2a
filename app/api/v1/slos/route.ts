import { answer } from "@/app/api/answer-request.ts";
import { ENDPOINTS } from "@/lib/api/endpoints.ts";
import { PROJECT } from "@/lib/model/project.ts";
import { listObjectives } from "@/lib/queries/seams/list-objectives.ts";

export const GET = answer(ENDPOINTS.slos, async (db) => ({ slos: await listObjectives(db, { project: PROJECT, now: new Date() }) }));
