import { ruleIdOf } from "@/lib/alerts/rule-id.ts";
import type { AlertRule, AlertRuleDraft } from "@/lib/model/alert-rule.ts";

/** Who saves a rule, by which way, and when. */
export interface Saving {
  project: string;
  origin: "api" | "file";
  by: string;
}

/** A rule as a row of `alert_rules`; the database says when. */
export const toRuleRow = (draft: AlertRuleDraft, { project, origin, by }: Saving): Record<string, unknown> => ({
  project, name: draft.name, rule_id: ruleIdOf(draft.name), origin, saved_by: by, rule: JSON.stringify(draft), deleted: false,
});

/** The row by which a rule is away from then on. */
export const toDeletedRow = ({ name, id, origin }: AlertRule, project: string, by: string): Record<string, unknown> => ({
  project, name, rule_id: id, origin, saved_by: by, rule: "", deleted: true,
});
