import type { Database } from "@/lib/clickhouse/open-database.ts";
import type { AlertRule } from "@/lib/model/alert-rule.ts";
import { readRules } from "./read-rules.ts";

/** The rule in force with this name, or else with this id; undefined when there is none. */
export async function findRule(db: Database, { project, name }: { project: string; name: string }): Promise<AlertRule | undefined> {
  const rules = await readRules(db, { project });
  return rules.find((rule) => rule.name === name) ?? rules.find((rule) => rule.id === name);
}
