import type { z } from "zod";
import { Contract } from "@/lib/model/contract.ts";
import { contractSense } from "./contract-sense.ts";
import { type ContractProblem, foundText, type Path } from "./problem.ts";
import { checkPayloadSchema, type SchemaFault } from "./schema/check-payload-schema.ts";
import { isJson } from "./schema/subschemas.ts";
import { valueAt } from "./value-at.ts";
import type { Places } from "./yaml/places.ts";
import { readYaml, shortened } from "./yaml/read-yaml.ts";
import { issueMessage } from "./zod-problem.ts";

/** What reading a contract may need from outside. */
export interface ParseOptions {
  /** Why a CEL expression cannot be used; undefined when it can. Without it expressions are taken as they are. */
  checkCel?: ((source: string) => string | undefined) | undefined;
  /** The text of the file that `payload` names; undefined when there is none. Without it a schema must be written out. */
  readFile?: ((path: string) => string | undefined) | undefined;
}

/** A contract with what should be looked at, or everything that is wrong with the file. */
export type ParsedContract = { ok: true; contract: Contract; warnings: ContractProblem[] } | { ok: false; problems: ContractProblem[] };

/** A schema with the text it stands in: the contract's own, or the file that `payload` names. */
interface Schema {
  value: unknown;
  places: Places;
  /** Where in that text the schema begins. */
  base: Path;
  file?: string;
}
type FoundSchema = { ok: true; schema: Schema } | { ok: false; problems: ContractProblem[] };

/** Reads a contract from YAML or JSON. Every problem names its field, its place in the text and what was expected there. */
export function parseContract(text: string, options: ParseOptions = {}): ParsedContract {
  const read = readYaml(text);
  if (!read.ok) return read;
  const { value, places } = read;
  const found = findSchema(value, places, options.readFile);
  if (!found.ok) return found;
  const { schema } = found;
  const whole = schema.file !== undefined && isJson(value) ? { ...value, payload: schema.value } : value;
  const parsed = Contract.safeParse(whole);
  const ofSchema = isJson(schema.value) ? checkPayloadSchema(schema.value) : { problems: [], warnings: [] };
  const problems = [...(parsed.success ? [] : parsed.error.issues.flatMap((issue) => issueProblems(issue, whole, places))), ...ofSchema.problems.map((fault) => schemaProblem(fault, schema))];
  const sense = parsed.success ? contractSense(parsed.data, places, options.checkCel) : { problems: [], warnings: [] };
  problems.push(...sense.problems);
  if (!parsed.success || problems.length > 0) return { ok: false, problems: shortened(problems) };
  return { ok: true, contract: parsed.data, warnings: shortened([...sense.warnings, ...ofSchema.warnings.map((fault) => schemaProblem(fault, schema))]) };
}

function findSchema(value: unknown, places: Places, readFile: ParseOptions["readFile"]): FoundSchema {
  const written = valueAt(value, ["payload"]);
  if (typeof written !== "string") return { ok: true, schema: { value: written, places, base: ["payload"] } };
  const refuse = (why: string): FoundSchema => ({ ok: false, problems: [places.problemAt(["payload"], `${why}, found ${foundText(written)}`)] });
  if (readFile === undefined) return refuse("expected a JSON Schema written out (`npm run contracts -- push` puts the file that a path names in its place)");
  const text = readFile(written);
  if (text === undefined) return refuse("expected the path of a file that can be read, from the folder of the contract");
  const read = readYaml(text);
  if (!read.ok) return { ok: false, problems: read.problems.map((problem) => ({ ...problem, file: written })) };
  const schema: Schema = { value: read.value, places: read.places, base: [], file: written };
  return isJson(read.value) ? { ok: true, schema } : { ok: false, problems: [{ ...read.places.problemAt([], `expected a JSON Schema, found ${foundText(read.value)}`), file: written }] };
}

function issueProblems(issue: z.core.$ZodIssue, root: unknown, places: Places): ContractProblem[] {
  const path = issue.path.map((part) => (typeof part === "number" ? part : String(part)));
  if (issue.code !== "unrecognized_keys") return [places.problemAt(path, issueMessage(issue, valueAt(root, path)))];
  const known = path.length === 0 ? `; a contract has ${Object.keys(Contract.shape).join(", ")}` : "";
  return issue.keys.map((key) => places.problemAtKey([...path, key], `unknown${known}`));
}

function schemaProblem(fault: SchemaFault, { places, base, file }: Schema): ContractProblem {
  const path = [...base, ...fault.path];
  const problem = fault.at === "key" ? places.problemAtKey(path, fault.message) : places.problemAt(path, fault.message);
  if (file === undefined) return problem;
  return { ...problem, path: ["payload", problem.path].filter((part) => part !== "").join("."), file };
}
