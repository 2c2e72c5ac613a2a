import { answer, Refusal } from "@/app/api/answer-request.ts";
import { ENDPOINTS } from "@/lib/api/endpoints.ts";
import { readJson } from "@/lib/api/read-json.ts";
import { pushRules } from "@/lib/commands/alerts/push-rules.ts";
import { saveRule } from "@/lib/commands/alerts/save-rule.ts";
import { AlertRuleDraft } from "@/lib/model/alert-rule.ts";
import { PROJECT } from "@/lib/model/project.ts";
import { readEvaluatorHealth } from "@/lib/queries/alerts/evaluator-health.ts";
import { listRules } from "@/lib/queries/alerts/list-alerts.ts";

export const GET = answer(ENDPOINTS.alertRules, async (db) => {
  const [rules, evaluator] = await Promise.all([listRules(db, { project: PROJECT }), readEvaluatorHealth(db, { project: PROJECT, now: new Date() })]);
  return { rules, evaluator };
});

export const POST = answer(ENDPOINTS.saveAlertRule, async (db, _asked, { text }) => {
  const read = readJson(AlertRuleDraft, text);
  if (!read.ok) return new Refusal(read.problem);
  const saved = await saveRule(db, { project: PROJECT, draft: read.value });
  return saved.ok ? saved.saved : new Refusal({ code: "bad_request", field: saved.field, message: `${saved.field}: ${saved.message}` });
});

export const PUT = answer(ENDPOINTS.pushAlertRules, async (db, { prune = false }, { text }) => {
  const pushed = await pushRules(db, { project: PROJECT, text, prune });
  if (pushed.ok) return pushed.pushed;
  const problems = pushed.problems.map(({ path, line, column, message }) => ({ field: path, line, column, message }));
  const [first] = problems;
  if (first === undefined) throw new Error("a file of rules was refused without a reason");
  const { field, line, column } = first;
  return new Refusal({ code: "bad_request", message: pushed.sentences.join("; "), field, line, column, problems });
});
