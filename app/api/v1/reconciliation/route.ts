import { answer } from "@/app/api/answer-request.ts";
import { ENDPOINTS } from "@/lib/api/endpoints.ts";
import { PROJECT } from "@/lib/model/project.ts";
import { getReconciliation } from "@/lib/queries/reconciliation/get-reconciliation.ts";
import { ALL_TIME } from "@/lib/queries/time-window.ts";

export const GET = answer(ENDPOINTS.reconciliation, (db, { from = ALL_TIME.from, to = ALL_TIME.to }) =>
  getReconciliation(db, { project: PROJECT, from, to, now: new Date() }),
);
