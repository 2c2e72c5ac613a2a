import { answer } from "@/app/api/answer-request.ts";
import { ENDPOINTS } from "@/lib/api/endpoints.ts";
import { PROJECT } from "@/lib/model/project.ts";
import { countOpen } from "@/lib/queries/reconciliation/count-open.ts";

export const GET = answer(ENDPOINTS.openCount, (db) => countOpen(db, { project: PROJECT }));
