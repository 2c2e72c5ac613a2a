import type { Database } from "@/lib/clickhouse/open-database.ts";
import type { AlertRuleDraft } from "@/lib/model/alert-rule.ts";
import type { SavedRule } from "@/lib/model/alert-view.ts";
import { readRules } from "@/lib/queries/alerts/read-rules.ts";
import { checkRules } from "./check-rule.ts";
import { toRuleRow } from "./rule-row.ts";

/** The rule as it is stored, or the field that names something that is not there. */
export type SaveRule = { ok: true; saved: SavedRule } | { ok: false; field: string; message: string };

/** Stores a rule in place of the one of its name, whose id it keeps; of a shipped rule's name, it holds instead of that. Append-only. */
export async function saveRule(db: Database, { project, draft, by = "" }: { project: string; draft: AlertRuleDraft; by?: string }): Promise<SaveRule> {
  const [checked] = await checkRules(db, project, [draft]);
  const [problem] = checked?.problems ?? [];
  if (problem !== undefined) return { ok: false, ...problem };
  await db.insert("alert_rules", [toRuleRow(draft, { project, origin: "api", by })]);
  const stored = (await readRules(db, { project })).find(({ name }) => name === draft.name);
  if (stored === undefined) throw new Error(`Cannot find the rule ${draft.name} that was saved just now`);
  return { ok: true, saved: { ...stored, warnings: checked?.warnings ?? [] } };
}
