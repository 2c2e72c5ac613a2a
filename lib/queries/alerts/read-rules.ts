import { z } from "zod";
import { withDefaults } from "@/lib/alerts/default-rules.ts";
import { defineQuery } from "@/lib/clickhouse/define-query.ts";
import type { Database } from "@/lib/clickhouse/open-database.ts";
import { AlertRule, AlertRuleDraft, RULE_ORIGINS } from "@/lib/model/alert-rule.ts";

const readSaved = defineQuery({
  name: "alert-rules",
  params: z.object({ project: z.string() }),
  row: z.object({ name: z.string(), id: z.string(), origin: z.enum(RULE_ORIGINS), rule: z.string(), savedAt: z.string() }),
  sql: `
    SELECT name, id, origin, rule, savedAt
    FROM
    (
      SELECT name, rule_id AS id, origin, rule, concat(replaceOne(toString(saved_at), ' ', 'T'), 'Z') AS savedAt, deleted
      FROM alert_rules
      WHERE project = {project: String}
      ORDER BY saved_at DESC
      LIMIT 1 BY name
    )
    WHERE NOT deleted
    ORDER BY name`,
});

/** The rules in force, and the names of those that were stored and can no longer be read. */
export interface RulesInForce {
  rules: AlertRule[];
  unreadable: string[];
}

/** All rules in force with the shipped ones, by name; one that cannot be read does not take the others with it. */
export async function readRulesInForce(db: Database, params: { project: string }): Promise<RulesInForce> {
  const rows = (await readSaved(db, params)).map((row) => ({ row, draft: AlertRuleDraft.safeParse(parsedJson(row.rule)) }));
  const saved = rows.flatMap(({ row: { id, origin, savedAt }, draft }) => (draft.success ? [AlertRule.parse({ ...draft.data, id, origin, savedAt })] : []));
  const unreadable = rows.flatMap(({ row, draft }) => (draft.success ? [] : [row.name]));
  return { rules: withDefaults(saved).filter(({ name }) => !unreadable.includes(name)), unreadable };
}

/** The rules in force, those that are switched off included, by name. */
export const readRules = async (db: Database, params: { project: string }): Promise<AlertRule[]> => (await readRulesInForce(db, params)).rules;

function parsedJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined; // Told as one that cannot be read.
  }
}
