import { z } from "zod";
import type { ContractProblem } from "@/lib/contracts/problem.ts";
import { valueAt } from "@/lib/contracts/value-at.ts";
import type { Places } from "@/lib/contracts/yaml/places.ts";
import { readYaml, shortened } from "@/lib/contracts/yaml/read-yaml.ts";
import { issueMessage } from "@/lib/contracts/zod-problem.ts";
import { AlertRuleDraft } from "@/lib/model/alert-rule.ts";

/** More rules than anybody keeps in one file. */
const RULES_MAX = 2000;

const RulesFile = z.strictObject({ rules: z.array(AlertRuleDraft).max(RULES_MAX) });

/** What is wrong at one place of a file of rules; lines and columns count from 1. */
export type RuleProblem = ContractProblem;

/** The rules of a file with the places of their names and fields, or everything that is wrong with it. */
export type ParsedRules = { ok: true; rules: AlertRuleDraft[]; places: Places } | { ok: false; problems: RuleProblem[] };

/** Reads rules from YAML or JSON, `rules:` and a list of them. Every problem names its path, its place in the text and what was expected there. */
export function parseRulesFile(text: string): ParsedRules {
  const read = readYaml(text);
  if (!read.ok) return read;
  const { value, places } = read;
  const parsed = RulesFile.safeParse(value);
  if (!parsed.success) return { ok: false, problems: shortened(parsed.error.issues.flatMap((issue) => issueProblems(issue, value, places))) };
  const { rules } = parsed.data;
  const problems = repeatedNames(rules, places);
  return problems.length > 0 ? { ok: false, problems: shortened(problems) } : { ok: true, rules, places };
}

function issueProblems(issue: z.core.$ZodIssue, root: unknown, places: Places): RuleProblem[] {
  const path = issue.path.map((part) => (typeof part === "number" ? part : String(part)));
  if (issue.code !== "unrecognized_keys") return [places.problemAt(path, issueMessage(issue, valueAt(root, path)))];
  const known = path.length === 0 ? "; a file has rules" : path[0] === "rules" && path.length === 2 ? `; a rule has ${Object.keys(AlertRuleDraft.shape).join(", ")}` : "";
  return issue.keys.map((key) => places.problemAtKey([...path, key], `unknown${known}`));
}

function repeatedNames(rules: readonly AlertRuleDraft[], places: Places): RuleProblem[] {
  const first = new Map<string, number>();
  return rules.flatMap(({ name }, index) => {
    const before = first.get(name);
    if (before !== undefined) return [places.problemAt(["rules", index, "name"], `expected a name of its own, and rules[${before}] has it: ${JSON.stringify(name)}`)];
    first.set(name, index);
    return [];
  });
}
