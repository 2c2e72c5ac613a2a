import semver from "semver";
import { contractToRow } from "@/lib/clickhouse/contract-row.ts";
import type { Database } from "@/lib/clickhouse/open-database.ts";
import { checkCel } from "@/lib/contracts/cel/check-cel.ts";
import { bumpWarning, compareContracts } from "@/lib/contracts/compatibility/compare-contracts.ts";
import { contractHash } from "@/lib/contracts/contract-hash.ts";
import { predecessorOf } from "@/lib/contracts/history.ts";
import { parseContract } from "@/lib/contracts/parse-contract.ts";
import { type ContractProblem, problemSentence } from "@/lib/contracts/problem.ts";
import type { ContractComparison } from "@/lib/model/compatibility.ts";
import type { Contract, StoredContract } from "@/lib/model/contract.ts";
import type { PutContractAnswer } from "@/lib/model/contract-registry.ts";
import { instantOf } from "@/lib/model/instant.ts";
import { countGoverned } from "@/lib/queries/contracts/count-governed.ts";
import { readContracts } from "@/lib/queries/contracts/read-contracts.ts";

/** What is pushed: the file as it is, and from when it applies (by default from now). */
export interface Push {
  project: string;
  text: string;
  since?: Date | undefined;
  now: Date;
}
export type PutContract = { kind: "done"; answer: PutContractAnswer } | { kind: "invalid"; problems: ContractProblem[]; sentences: string[] } | { kind: "conflict"; message: string };

let last: Promise<unknown> = Promise.resolve();

/**
 * Checks a contract and stores it, append-only. The same version with the same content is stored once; with other content it is a
 * conflict. With `since` in the past, the handoffs stored from then on are judged again. Pushes wait for each other.
 */
export function putContract(db: Database, push: Push): Promise<PutContract> {
  const done = last.then(() => put(db, push));
  last = done.catch(() => undefined);
  return done;
}

async function put(db: Database, { project, text, since, now }: Push): Promise<PutContract> {
  const parsed = parseContract(text, { checkCel });
  if (!parsed.ok) return { kind: "invalid", problems: parsed.problems, sentences: parsed.problems.map(problemSentence) };
  const { contract } = parsed;
  const stored = await readContracts(db, { project });
  const pushes = stored.filter((push) => push.contract.contract === contract.contract);
  const hash = contractHash(contract);
  const other = pushes.find((push) => push.contract.version === contract.version && push.hash !== hash);
  if (other !== undefined) return { kind: "conflict", message: conflictMessage(other.contract, contract, pushes) };
  const { outcome, push } = decide({ contract, source: text, hash, pushedAt: now.toISOString(), appliesFrom: (since ?? now).toISOString() }, since !== undefined, pushes);
  const recheck = outcome !== "unchanged" && since !== undefined && since < now ? { from: push.appliesFrom, to: now.toISOString() } : null;
  if (outcome !== "unchanged") await write(db, project, push, recheck);
  const before = predecessorOf(contract.version, pushes);
  const comparison = before === undefined ? null : compareContracts(before.contract, contract);
  const governs = await countGoverned(db, project, push, outcome === "unchanged" ? stored : [push, ...stored]);
  const warnings = [...parsed.warnings.map(problemSentence), ...versionWarnings(contract, comparison, pushes)];
  return { kind: "done", answer: { outcome, stored: push, comparison, warnings, governs, recheck } };
}

/** A push of what is stored already changes nothing, unless it is to apply from earlier: then it applies as if it had from the start. */
function decide(push: StoredContract, hasSince: boolean, pushes: readonly StoredContract[]): { outcome: PutContractAnswer["outcome"]; push: StoredContract } {
  const same = pushes.filter((one) => one.hash === push.hash && one.contract.version === push.contract.version);
  const [earliest] = same.toSorted((a, b) => (instantOf(a.appliesFrom) < instantOf(b.appliesFrom) ? -1 : 1));
  if (earliest === undefined) return { outcome: "stored", push };
  if (!hasSince || instantOf(push.appliesFrom) >= instantOf(earliest.appliesFrom)) return { outcome: "unchanged", push: earliest };
  return { outcome: "extended", push: { ...push, pushedAt: earliest.pushedAt } };
}

async function write(db: Database, project: string, push: StoredContract, recheck: PutContractAnswer["recheck"]): Promise<void> {
  const { contract, version } = push.contract;
  await db.insert("contracts", [contractToRow(push, project)], `contract ${project} ${contract} ${version} ${push.hash} ${push.appliesFrom}`);
  if (recheck === null) return;
  const reason = `${contract} ${version} was pushed and applies from ${push.appliesFrom}`;
  await db.insert("recheck_requests", [{ project, requested_at: recheck.to, contract_name: contract, ...recheck, reason }], `recheck ${contract} ${push.hash} ${recheck.from} ${recheck.to}`);
}

function conflictMessage(old: Contract, now: Contract, pushes: readonly StoredContract[]): string {
  const { changes, bump } = compareContracts(old, now);
  const places = [...new Set(changes.map(({ pointer }) => pointer))];
  const differs = places.length === 0 ? "the words of its schema" : `${places.slice(0, 5).join(", ")}${places.length > 5 ? ` and ${places.length - 5} more` : ""}`;
  const highest = pushes.map((push) => push.contract.version).toSorted(semver.rcompare)[0] ?? old.version;
  const step = bump.needed === "major" || bump.needed === "minor" ? bump.needed : "patch";
  return `${now.contract} ${now.version} is stored already and differs in ${differs}; a change needs a version of its own, such as ${semver.inc(highest, step)}`;
}

function versionWarnings({ version }: Contract, comparison: ContractComparison | null, pushes: readonly StoredContract[]): string[] {
  const highest = pushes.map((push) => push.contract.version).toSorted(semver.rcompare)[0];
  const lower = highest !== undefined && semver.lt(version, highest) ? [`version: ${version} is lower than ${highest}, which is stored already; whoever claims no version is held against the version pushed last`] : [];
  const bump = comparison === null ? undefined : bumpWarning(comparison);
  return bump === undefined ? lower : [...lower, bump];
}
