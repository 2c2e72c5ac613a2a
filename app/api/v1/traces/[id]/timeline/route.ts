import { answer } from "@/app/api/answer-request.ts";
import { ENDPOINTS } from "@/lib/api/endpoints.ts";
import { PROJECT } from "@/lib/model/project.ts";
import { getTraceTimeline } from "@/lib/queries/timeline/get-trace-timeline.ts";

export const GET = answer(ENDPOINTS.traceTimeline, (db, { id, fromNs, toNs }) => getTraceTimeline(db, { project: PROJECT, traceId: id, fromNs, toNs }));
