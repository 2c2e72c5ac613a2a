import { answer, Refusal } from "@/app/api/answer-request.ts";
import { ENDPOINTS } from "@/lib/api/endpoints.ts";
import { deleteRule } from "@/lib/commands/alerts/delete-rule.ts";
import { PROJECT } from "@/lib/model/project.ts";
import { findRule } from "@/lib/queries/alerts/find-rule.ts";

export const GET = answer(ENDPOINTS.alertRule, (db, { name }) => findRule(db, { project: PROJECT, name }));

export const DELETE = answer(ENDPOINTS.deleteAlertRule, async (db, { name }) => {
  const done = await deleteRule(db, { project: PROJECT, name });
  if (done === undefined) return undefined;
  return done.ok ? done.deleted : new Refusal({ code: "conflict", field: "name", message: `name: ${done.message}` });
});
