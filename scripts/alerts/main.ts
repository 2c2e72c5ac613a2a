import { readFileSync } from "node:fs";
import { resolve } from "node:path";
import { parseArgs } from "node:util";
import { parseRulesFile } from "@/lib/alerts/file/parse-rules-file.ts";
import { RulesAnswer } from "@/lib/api/alert-endpoints.ts";
import { readConfig } from "@/lib/config/env.ts";
import { problemSentence } from "@/lib/contracts/problem.ts";
import { RulePreview } from "@/lib/model/alert-preview.ts";
import { PushedRules } from "@/lib/model/alert-view.ts";
import { durationMs } from "@/lib/model/contract.ts";
import { conditionWords } from "@/lib/text/alert-words.ts";
import { formatDuration } from "@/lib/text/duration.ts";
import { ask } from "../contracts/ask-api.ts";

const USAGE = `npm run alerts -- push FILE [--prune]          stores all rules of a file, or none; --prune removes rules of earlier files that are not in it
npm run alerts -- list                         the rules in force, and how many of their instances fire
npm run alerts -- preview FILE [--over 24h]    what the rules of a file would have done, without storing them

--to http://127.0.0.1:3000   the dashboard, by default the one on this machine`;

/** npm runs scripts in the project's folder; files are named from where it was called. */
const calledFrom = process.env["INIT_CWD"] ?? process.cwd();

async function main(args: readonly string[]): Promise<boolean> {
  const read = readArguments(args);
  if (read === undefined) return usage();
  const { values, positionals: [verb, file, ...rest] } = read;
  const api = `${(values.to ?? `http://127.0.0.1:${readConfig().PORT}`).replace(/\/+$/, "")}/api/v1`;
  if (verb === "list" && file === undefined) return list(api);
  if (file === undefined || rest.length > 0) return usage();
  const text = readText(resolve(calledFrom, file));
  if (text === undefined) return false;
  if (verb === "push") return push(api, text, values.prune === true);
  if (verb === "preview") return preview(api, text, durationMs(values.over ?? "24h"));
  return usage();
}

/** Undefined when there is an option that nobody knows. */
function readArguments(args: readonly string[]) {
  try {
    return parseArgs({ args: [...args], allowPositionals: true, options: { prune: { type: "boolean" }, to: { type: "string" }, over: { type: "string" } } });
  } catch (error) {
    console.error(error instanceof Error ? error.message : String(error));
    return undefined;
  }
}

function usage(): boolean {
  console.error(USAGE);
  return false;
}

function readText(path: string): string | undefined {
  try {
    return readFileSync(path, "utf8");
  } catch (error) {
    console.error(`Cannot read ${path}: ${error instanceof Error ? error.message : String(error)}`);
    return undefined;
  }
}

async function push(api: string, text: string, prune: boolean): Promise<boolean> {
  const answered = await ask(`${api}/alert-rules${prune ? "?prune=true" : ""}`, PushedRules, { method: "PUT", headers: { "content-type": "application/yaml" }, body: text });
  if (!answered.ok) {
    console.error(answered.why);
    return false;
  }
  const { saved, unchanged, removed, kept, warnings } = answered.answer;
  console.log(`${saved.length} saved, ${unchanged.length} unchanged, ${removed.length} removed`);
  for (const [words, names] of [["saved", saved], ["removed", removed], ["not in this file, and kept (--prune removes them)", kept]] as const) for (const name of names) console.log(`  ${words}: ${name}`);
  for (const warning of warnings) console.log(`warning: ${warning}`);
  return true;
}

async function list(api: string): Promise<boolean> {
  const answered = await ask(`${api}/alert-rules`, RulesAnswer, {});
  if (!answered.ok) {
    console.error(answered.why);
    return false;
  }
  const { rules, evaluator } = answered.answer;
  if (evaluator.says !== "") console.error(evaluator.says);
  for (const rule of rules) console.log(`${rule.enabled ? "on " : "off"} ${rule.origin.padEnd(7)} ${rule.severity.padEnd(8)} ${rule.firing} firing, ${rule.pending} pending  ${rule.name}: ${conditionWords(rule)}`);
  return true;
}

async function preview(api: string, text: string, lengthMs: number | undefined): Promise<boolean> {
  const parsed = parseRulesFile(text);
  if (!parsed.ok || lengthMs === undefined) {
    for (const line of parsed.ok ? ["--over: expected a duration such as 24h or 7d"] : parsed.problems.map(problemSentence)) console.error(line);
    return false;
  }
  const to = new Date();
  const from = new Date(to.getTime() - lengthMs);
  let ok = true;
  for (const rule of parsed.rules) {
    const answered = await ask(`${api}/alert-rules/preview`, RulePreview, { method: "POST", headers: { "content-type": "application/json" }, body: JSON.stringify({ rule, from: from.toISOString(), to: to.toISOString() }) });
    if (answered.ok) for (const line of previewed(rule.name, answered.answer)) console.log(line);
    else console.error(`${rule.name}: ${answered.why}`);
    ok &&= answered.ok;
  }
  return ok;
}

function previewed(name: string, { firings, firingsInAll, evaluations, stepMs }: RulePreview): string[] {
  const lines = firings.map(({ seam, detail, openedAt, durationMs: lasted, n }) => `  ${openedAt} for ${formatDuration(lasted)}: ${seam === null ? "all as one" : `${seam.source} → ${seam.target}`}${detail === "" ? "" : ` (${detail})`}, n ${n}`);
  return [`${name}: would have fired ${firingsInAll} times in ${evaluations} evaluations, one every ${formatDuration(stepMs)}`, ...lines];
}

process.exitCode = (await main(process.argv.slice(2))) ? 0 : 1;
