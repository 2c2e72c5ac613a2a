import { answer } from "@/app/api/answer-request.ts";
import { ENDPOINTS } from "@/lib/api/endpoints.ts";
import { PROJECT } from "@/lib/model/project.ts";
import { getReconciliation } from "@/lib/queries/reconciliation/get-reconciliation.ts";
import { ALL_TIME } from "@/lib/queries/time-window.ts";

export const GET = answer(ENDPOINTS.reconciliation, (db, { from = ALL_TIME.from, to = ALL_TIME.to, class: name, owner, min_age_s: minAgeS = 0 }) =>
  getReconciliation(db, { project: PROJECT, from, to, now: new Date(), class: name, owner, minAgeMs: minAgeS * 1000 }),
);
