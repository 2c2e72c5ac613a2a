import { resolve } from "node:path";
import { parseArgs } from "node:util";
import { readConfig } from "@/lib/config/env.ts";
import type { PutContractAnswer } from "@/lib/model/contract-registry.ts";
import { pushContract, readProposal } from "./ask-api.ts";
import { canDeploy } from "./can-deploy.ts";
import { readContractFile } from "./read-contract-file.ts";
import { verify } from "./verify.ts";

const USAGE = `npm run contracts -- check FILE…                 reads contracts and tells what is wrong, without pushing
npm run contracts -- push FILE… [--since TIME]    pushes them; with --since stored handoffs from then on are judged again
npm run contracts -- propose SEAM [--n 200]       prints a contract that the newest handoffs of a seam keep
npm run contracts -- verify CONTRACT EXAMPLE…     holds recorded payloads against a contract: a file, or NAME@VERSION of a stored one
    --received EXAMPLE                            what the receiver had of it, in the order of the examples
    --producer NAME@VERSION, --receiver …         tells the result to the dashboard as that of these agents
    --by TEXT, --url ADDRESS                      what tested it, and where the run can be read
npm run contracts -- can-i-deploy --agent NAME@VERSION
                                                  whether it may meet what is at work on its seams; ends with 1 when not

--to http://127.0.0.1:3000   the dashboard, by default the one on this machine`;

/** npm runs scripts in the project's folder; files are named from where it was called. */
const calledFrom = process.env["INIT_CWD"] ?? process.cwd();

async function main(args: readonly string[]): Promise<boolean> {
  const read = readArguments(args);
  if (read === undefined) return usage();
  const { values, positionals: [verb, ...rest] } = read;
  const api = `${(values.to ?? `http://127.0.0.1:${readConfig().PORT}`).replace(/\/+$/, "")}/api/v1`;
  if (verb === "check" && rest.length > 0) return rest.map((file) => check(resolve(calledFrom, file))).every(Boolean);
  if (verb === "push" && rest.length > 0) return pushAll(api, rest.map((file) => resolve(calledFrom, file)), values.since);
  if (verb === "propose" && rest.length === 1) return propose(api, rest[0] ?? "", values.n);
  if (verb === "verify" && rest.length > 1) return verify(api, { contract: rest[0] ?? "", examples: rest.slice(1), ...values }, { pathOf: (file) => resolve(calledFrom, file), atMs: Date.now() });
  if (verb === "can-i-deploy" && rest.length === 0 && values.agent !== undefined) return canDeploy(api, values.agent);
  return usage();
}

const TEXT = { type: "string" } as const;

/** Undefined when there is an option that nobody knows. */
function readArguments(args: readonly string[]) {
  try {
    return parseArgs({ args: [...args], allowPositionals: true, options: { since: TEXT, to: TEXT, n: TEXT, agent: TEXT, producer: TEXT, receiver: TEXT, by: TEXT, url: TEXT, received: { ...TEXT, multiple: true } } });
  } catch (error) {
    console.error(error instanceof Error ? error.message : String(error));
    return undefined;
  }
}

function usage(): boolean {
  console.error(USAGE);
  return false;
}

function check(path: string): boolean {
  const file = readContractFile(path);
  for (const line of file.ok ? file.warnings.map((warning) => `${warning} (a warning)`) : file.problems) console.error(line);
  if (file.ok) console.log(`${file.name} ${file.version} can be pushed`);
  return file.ok;
}

async function pushAll(api: string, paths: readonly string[], since: string | undefined): Promise<boolean> {
  let ok = true;
  for (const path of paths) ok = (await push(api, path, since)) && ok;
  return ok;
}

async function push(api: string, path: string, since: string | undefined): Promise<boolean> {
  const file = readContractFile(path);
  if (!file.ok) {
    for (const problem of file.problems) console.error(problem);
    return false;
  }
  const answered = await pushContract(api, file.text, since);
  if (!answered.ok) console.error(`${path}: ${answered.why}`);
  else for (const line of told(answered.answer)) console.log(line);
  return answered.ok;
}

const OUTCOMES = { stored: "is stored", extended: "applies from earlier now", unchanged: "was stored already" } as const;

function told({ outcome, stored, comparison, warnings, governs, recheck }: PutContractAnswer): string[] {
  const { contract: name, version } = stored.contract;
  const changes = comparison?.changes.map(({ rule, pointer, sentence, breaks }) => `  ${rule} ${pointer}: ${sentence}${breaks === "none" ? "" : ` (breaks ${breaks === "both" ? "both ways" : breaks})`}`) ?? [];
  return [
    `${name} ${version} ${OUTCOMES[outcome]} and applies from ${stored.appliesFrom}`,
    ...(comparison === null ? [] : [`compared with ${comparison.from}: ${comparison.compatibility}`, ...changes]),
    `${governs.handoffs} stored handoffs on ${governs.seams.length} seams are governed by it${recheck === null ? "" : "; they are judged again"}`,
    ...warnings.map((warning) => `warning: ${warning}`),
  ];
}

async function propose(api: string, seamId: string, n: string | undefined): Promise<boolean> {
  const answered = await readProposal(api, seamId, n);
  if (answered.ok) console.log(answered.answer.yaml.trimEnd());
  else console.error(answered.why);
  return answered.ok;
}

process.exitCode = (await main(process.argv.slice(2))) ? 0 : 1;
