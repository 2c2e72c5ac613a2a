import { answer } from "@/app/api/answer-request.ts";
import { ENDPOINTS } from "@/lib/api/endpoints.ts";
import { PROJECT } from "@/lib/model/project.ts";
import { listTraces } from "@/lib/queries/traces/list-traces.ts";

export const GET = answer(ENDPOINTS.traces, (db, asked) => listTraces(db, { project: PROJECT, ...asked }));
