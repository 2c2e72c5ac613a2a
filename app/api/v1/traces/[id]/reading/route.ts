import { answer } from "@/app/api/answer-request.ts";
import { ENDPOINTS } from "@/lib/api/endpoints.ts";
import { PROJECT } from "@/lib/model/project.ts";
import { getReading } from "@/lib/queries/reading/get-reading.ts";

export const GET = answer(ENDPOINTS.reading, (db, { id, agent, from }) => getReading(db, { project: PROJECT, traceId: id, agent, from }));
