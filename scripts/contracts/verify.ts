import { existsSync, readFileSync } from "node:fs";
import { createSchemaValidator } from "@/collector/analyse/schema-validator.ts";
import { verifiedDigest } from "@/lib/contracts/verified-digest.ts";
import type { Contract } from "@/lib/model/contract.ts";
import { VERIFICATION_TEXT_MAX } from "@/lib/model/contract-verification.ts";
import { readVersions, tellVerification } from "./ask-api.ts";
import { type NamedVersion, splitVersion } from "./named-version.ts";
import { readContractFile } from "./read-contract-file.ts";
import { type Example, type ExampleResult, verifyExample } from "./verify-example.ts";

/** What is asked for on the command line; `contract` is a file, or NAME@VERSION of a stored one. */
interface Asked {
  contract: string;
  examples: readonly string[];
  received?: readonly string[] | undefined;
  producer?: string | undefined;
  receiver?: string | undefined;
  by?: string | undefined;
  url?: string | undefined;
}
/** Where named files are, and when the examples are taken to have happened (unix milliseconds). */
interface Surroundings {
  pathOf: (file: string) => string;
  atMs: number;
}

/** Something that the command line asks for and that is not there, in one sentence. */
class Wrong extends Error {}

/**
 * Holds recorded examples against a contract and prints what each breaks. Where a producer or a receiver is named, the result is told to the
 * dashboard as theirs. True when all examples keep the contract and everything was told.
 */
export async function verify(api: string, asked: Asked, { pathOf, atMs }: Surroundings): Promise<boolean> {
  try {
    const agents = { producer: agentOf("--producer", asked.producer), receiver: agentOf("--receiver", asked.receiver) };
    const examples = readExamples(asked, pathOf);
    const contract = await findContract(api, asked.contract, pathOf);
    const results = await verifyAll(contract, examples, atMs);
    for (const line of linesOf(contract, results)) console.log(line);
    const passed = results.every(({ broken }) => broken.length === 0);
    const told = agents.producer === undefined && agents.receiver === undefined ? true : await tell(api, contract, results, { ...asked, ...agents });
    return passed && told;
  } catch (error) {
    if (!(error instanceof Wrong)) throw error;
    console.error(error.message);
    return false;
  }
}

async function verifyAll(contract: Contract, examples: readonly Example[], atMs: number): Promise<ExampleResult[]> {
  const validator = createSchemaValidator();
  const results: ExampleResult[] = [];
  for (const example of examples) results.push(await verifyExample(contract, example, { validator, atMs }));
  await validator.close();
  return results;
}

async function tell(api: string, contract: Contract, results: readonly ExampleResult[], { producer, receiver, by, url }: Omit<Asked, "producer" | "receiver"> & { producer: NamedVersion | undefined; receiver: NamedVersion | undefined }): Promise<boolean> {
  const details = results.flatMap(({ name, broken }) => broken.map((line) => `${name}: ${line}`)).join("\n").slice(0, VERIFICATION_TEXT_MAX.details);
  const outcome = details === "" ? "passed" : "failed";
  const answered = await tellVerification(api, contract.contract, { version: contract.version, digest: verifiedDigest(contract), outcome, examples: results.length, details, producer, receiver, by, url });
  const who = [producer, receiver].flatMap((agent) => (agent === undefined ? [] : [`${agent.name} ${agent.version}`])).join(" with ");
  if (answered.ok) console.log(`told to ${api}: ${who} ${outcome}`);
  else console.error(`The result could not be told. ${answered.why}`);
  return answered.ok;
}

function agentOf(option: string, text: string | undefined): NamedVersion | undefined {
  const agent = text === undefined ? undefined : splitVersion(text);
  if (text !== undefined && agent === undefined) throw new Wrong(`${option}: expected NAME@VERSION, such as creator@1.4.0, found "${text}"`);
  return agent;
}

async function findContract(api: string, named: string, pathOf: Surroundings["pathOf"]): Promise<Contract> {
  const stored = splitVersion(named);
  if (stored !== undefined && !existsSync(pathOf(named))) return readStored(api, stored);
  const file = readContractFile(pathOf(named));
  if (!file.ok) throw new Wrong(file.problems.join("\n"));
  return file.contract;
}

async function readStored(api: string, { name, version }: NamedVersion): Promise<Contract> {
  const answered = await readVersions(api, name);
  if (!answered.ok) throw new Wrong(`${name}: ${answered.why}`);
  const { versions } = answered.answer;
  const found = versions.find(({ contract }) => contract.version === version);
  if (found === undefined) throw new Wrong(`${name} ${version} is not stored; there are ${versions.map(({ contract }) => contract.version).join(", ")}`);
  return found.contract;
}

function readExamples({ examples, received = [] }: Asked, pathOf: Surroundings["pathOf"]): Example[] {
  if (received.length > 0 && received.length !== examples.length) throw new Wrong(`--received: expected one for each of ${examples.length} examples, found ${received.length}`);
  return examples.map((name, index) => {
    const arrived = received[index];
    return { name, sent: read(name, pathOf), received: arrived === undefined ? undefined : read(arrived, pathOf) };
  });
}

function read(name: string, pathOf: Surroundings["pathOf"]): string {
  try {
    return readFileSync(pathOf(name), "utf8");
  } catch {
    throw new Wrong(`${name}: expected a file that can be read`);
  }
}

function linesOf({ contract, version }: Contract, results: readonly ExampleResult[]): string[] {
  const kept = results.filter(({ broken }) => broken.length === 0).length;
  const lines = results.flatMap(({ name, broken, notes }) => [
    `  ${broken.length === 0 ? "ok    " : "failed"}  ${name}`,
    ...broken.map((line) => `          ${line}`),
    ...notes.map((line) => `          (${line})`),
  ]);
  return [`${contract} ${version}`, ...lines, `${kept} of ${results.length} examples keep it`];
}
