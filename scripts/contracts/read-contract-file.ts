import { readFileSync } from "node:fs";
import { dirname, resolve } from "node:path";
import { parseDocument } from "yaml";
import type { Contract } from "@/lib/model/contract.ts";
import { checkCel } from "@/lib/contracts/cel/check-cel.ts";
import { parseContract } from "@/lib/contracts/parse-contract.ts";
import type { ContractProblem } from "@/lib/contracts/problem.ts";

/** A contract ready to be pushed, or what is wrong with it as lines an editor can jump to. */
export type ContractFile = { ok: true; name: string; version: string; contract: Contract; text: string; warnings: string[] } | { ok: false; problems: string[] };

/** Reads and checks a contract. A schema that `payload` names as a file, from the contract's own folder, is put in its place. */
export function readContractFile(path: string): ContractFile {
  const text = read(path);
  if (text === undefined) return { ok: false, problems: [`${path}: expected a file that can be read`] };
  const parsed = parseContract(text, { checkCel, readFile: (named) => read(resolve(dirname(path), named)) });
  if (!parsed.ok) return { ok: false, problems: parsed.problems.map((problem) => lineOf(path, problem)) };
  const { contract } = parsed;
  return { ok: true, name: contract.contract, version: contract.version, contract, text: withSchema(text, contract.payload), warnings: parsed.warnings.map((warning) => lineOf(path, warning)) };
}

/** The text with the schema where the name of its file stands; comments stay. */
function withSchema(text: string, schema: unknown): string {
  const document = parseDocument(text);
  if (typeof document.get("payload") !== "string") return text;
  document.set("payload", document.createNode(schema));
  return document.toString({ lineWidth: 0 });
}

function read(path: string): string | undefined {
  try {
    return readFileSync(path, "utf8");
  } catch {
    return undefined;
  }
}

const lineOf = (contractPath: string, { file, line, column, path, message }: ContractProblem): string =>
  `${file === undefined ? contractPath : resolve(dirname(contractPath), file)}:${line}:${column}: ${path === "" ? "" : `${path}: `}${message}`;
