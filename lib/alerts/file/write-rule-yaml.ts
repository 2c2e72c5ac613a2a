import { stringify } from "yaml";
import { AlertRuleDraft } from "@/lib/model/alert-rule.ts";

/** Rules as a file for `npm run alerts -- push`; what is as it would be without a word about it is left out. */
export function writeRulesYaml(rules: readonly AlertRuleDraft[]): string {
  return stringify({ rules: rules.map(withoutDefaults) }, { lineWidth: 0 });
}

function withoutDefaults(rule: AlertRuleDraft): Record<string, unknown> {
  const { name, metric, above } = rule;
  const defaults: Record<string, unknown> = AlertRuleDraft.parse({ name, metric, above });
  const said = Object.entries(AlertRuleDraft.parse(rule)).filter(([key, value]) => key === "name" || key === "metric" || key === "above" || JSON.stringify(value) !== JSON.stringify(defaults[key]));
  return Object.fromEntries(said);
}
