import { DEFAULT_RULES } from "@/lib/alerts/default-rules.ts";
import type { Database } from "@/lib/clickhouse/open-database.ts";
import type { DeletedRule } from "@/lib/model/alert-view.ts";
import { findRule } from "@/lib/queries/alerts/find-rule.ts";
import { toDeletedRow } from "./rule-row.ts";

/** It is gone; undefined: there is none of this name or id; or why it cannot be deleted. */
export type DeleteRule = { ok: true; deleted: DeletedRule } | { ok: false; message: string } | undefined;

/** Deletes a rule by its name or id. A changed shipped rule is then as it was shipped again; one as it was shipped can only be switched off. */
export async function deleteRule(db: Database, { project, name, by = "" }: { project: string; name: string; by?: string }): Promise<DeleteRule> {
  const rule = await findRule(db, { project, name });
  if (rule === undefined) return undefined;
  if (rule.origin === "default") return { ok: false, message: `${rule.name} is shipped with the product; save a rule of this name with enabled: false to switch it off` };
  await db.insert("alert_rules", [toDeletedRow(rule, project, by)]);
  return { ok: true, deleted: { name: rule.name, isDefaultAgain: DEFAULT_RULES.some((one) => one.name === rule.name) } };
}
