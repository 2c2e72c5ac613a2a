import { answer } from "@/app/api/answer-request.ts";
import { ENDPOINTS } from "@/lib/api/endpoints.ts";
import { PROJECT } from "@/lib/model/project.ts";
import { getSpan } from "@/lib/queries/traces/get-span.ts";

export const GET = answer(ENDPOINTS.span, (db, { id, spanId }) => getSpan(db, { project: PROJECT, traceId: id, spanId }));
