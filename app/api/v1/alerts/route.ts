import { answer } from "@/app/api/answer-request.ts";
import { ENDPOINTS } from "@/lib/api/endpoints.ts";
import { PROJECT } from "@/lib/model/project.ts";
import { readEvaluatorHealth } from "@/lib/queries/alerts/evaluator-health.ts";
import { listAlerts } from "@/lib/queries/alerts/list-alerts.ts";

export const GET = answer(ENDPOINTS.alerts, async (db, asked) => {
  const [found, evaluator] = await Promise.all([listAlerts(db, { project: PROJECT, ...asked }), readEvaluatorHealth(db, { project: PROJECT, now: new Date() })]);
  return { ...found, evaluator };
});
