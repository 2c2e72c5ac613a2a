import { parseRulesFile, type RuleProblem } from "@/lib/alerts/file/parse-rules-file.ts";
import { problemSentence } from "@/lib/contracts/problem.ts";
import type { Database } from "@/lib/clickhouse/open-database.ts";
import { AlertRuleDraft, type AlertRule } from "@/lib/model/alert-rule.ts";
import type { PushedRules } from "@/lib/model/alert-view.ts";
import { readRules } from "@/lib/queries/alerts/read-rules.ts";
import { checkRules } from "./check-rule.ts";
import { toDeletedRow, toRuleRow } from "./rule-row.ts";

/** What the push did, or everything that is wrong with the file; then nothing of it is stored. */
export type PushRules = { ok: true; pushed: PushedRules } | { ok: false; problems: RuleProblem[]; sentences: string[] };

/**
 * Stores all rules of a file in one insert, so that all hold or none. With `prune`, rules that came by file and are not in this one are deleted;
 * rules that were saved by a page or the API stay whatever the file says.
 */
export async function pushRules(db: Database, { project, text, prune, by = "" }: { project: string; text: string; prune: boolean; by?: string }): Promise<PushRules> {
  const parsed = parseRulesFile(text);
  if (!parsed.ok) return refused(parsed.problems);
  const { rules: drafts, places } = parsed;
  const checked = await checkRules(db, project, drafts);
  const problems = checked.flatMap((one, index) => one.problems.map(({ field, message }) => places.problemAt(["rules", index, ...field.split(".").map((part) => (/^\d+$/.test(part) ? Number(part) : part))], message)));
  if (problems.length > 0) return refused(problems);
  const inForce = new Map((await readRules(db, { project })).map((rule) => [rule.name, rule]));
  const changed = drafts.filter((draft) => !isAsStored(draft, inForce.get(draft.name)));
  const names = new Set(drafts.map(({ name }) => name));
  const absent = [...inForce.values()].filter(({ name, origin }) => origin === "file" && !names.has(name));
  const removed = prune ? absent : [];
  await db.insert("alert_rules", [...changed.map((draft) => toRuleRow(draft, { project, origin: "file", by })), ...removed.map((rule) => toDeletedRow(rule, project, by))]);
  return {
    ok: true,
    pushed: {
      saved: changed.map(({ name }) => name), unchanged: drafts.filter((draft) => !changed.includes(draft)).map(({ name }) => name),
      removed: removed.map(({ name }) => name), kept: prune ? [] : absent.map(({ name }) => name),
      warnings: checked.flatMap(({ warnings }, index) => warnings.map((warning) => `rules[${index}].${warning}`)),
    },
  };
}

const refused = (problems: RuleProblem[]): PushRules => ({ ok: false, problems, sentences: problems.map(problemSentence) });

/** A rule that a file says again as it is stays as it is; one that was saved otherwise becomes the file's. */
function isAsStored(draft: AlertRuleDraft, stored: AlertRule | undefined): boolean {
  if (stored === undefined || stored.origin !== "file") return false;
  const { id: _id, origin: _origin, savedAt: _savedAt, ...rest } = stored;
  return JSON.stringify(AlertRuleDraft.parse(rest)) === JSON.stringify(AlertRuleDraft.parse(draft));
}
