import { answer } from "@/app/api/answer-request.ts";
import { ENDPOINTS } from "@/lib/api/endpoints.ts";
import { PROJECT } from "@/lib/model/project.ts";
import { getTrace } from "@/lib/queries/traces/get-trace.ts";

export const GET = answer(ENDPOINTS.trace, (db, { id }) => getTrace(db, { project: PROJECT, traceId: id }));
