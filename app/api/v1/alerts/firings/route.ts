import { answer } from "@/app/api/answer-request.ts";
import { ENDPOINTS } from "@/lib/api/endpoints.ts";
import { ruleIdOf } from "@/lib/alerts/rule-id.ts";
import { PROJECT } from "@/lib/model/project.ts";
import { findRule } from "@/lib/queries/alerts/find-rule.ts";
import { listFirings } from "@/lib/queries/alerts/list-firings.ts";

export const GET = answer(ENDPOINTS.firings, async (db, { rule, state, told, ...asked }) => {
  // A rule that was deleted has its firings all the same, under the id that its name had.
  const ruleId = rule === undefined ? undefined : ((await findRule(db, { project: PROJECT, name: rule }))?.id ?? rule);
  const question = { project: PROJECT, ...asked, going: state, suppression: told === undefined ? undefined : told ? ("told" as const) : ("suppressed" as const) };
  const found = await listFirings(db, { ...question, rule: ruleId });
  return found.inAll > 0 || ruleId === undefined ? found : listFirings(db, { ...question, rule: ruleIdOf(ruleId) });
});
