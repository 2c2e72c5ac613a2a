import semver from "semver";
import type { StoredContract } from "@/lib/model/contract.ts";
import type { ContractVersion } from "@/lib/model/contract-registry.ts";
import { groupBy } from "@/lib/model/group-by.ts";
import { instantOf } from "@/lib/model/instant.ts";
import { compareContracts } from "./compatibility/compare-contracts.ts";

/** The push of each contract that came last, in the order of names. */
export function currentPushes(stored: readonly StoredContract[]): StoredContract[] {
  const byName = groupBy(stored, (push) => push.contract.contract);
  const current = [...byName.values()].flatMap((pushes) => pushes.toSorted(newestFirst).slice(0, 1));
  return current.toSorted((a, b) => (a.contract.contract < b.contract.contract ? -1 : 1));
}

/** The next lower version among the pushes of one contract, in its latest push; undefined when there is none. */
export function predecessorOf(version: string, pushes: readonly StoredContract[]): StoredContract | undefined {
  const lower = pushes.filter((push) => semver.lt(push.contract.version, version)).toSorted(newestFirst);
  return lower.toSorted((a, b) => semver.compare(b.contract.version, a.contract.version))[0];
}

/**
 * Each version of one contract, the highest first, as it stands now: from the earliest time that a push of it applies from, compared
 * with the next lower version.
 */
export function versionsOf(pushes: readonly StoredContract[]): ContractVersion[] {
  const byVersion = [...groupBy(pushes, (push) => push.contract.version).values()].flatMap((same) => whole(same));
  const sorted = byVersion.toSorted((a, b) => semver.compareBuild(b.contract.version, a.contract.version));
  return sorted.map((push) => {
    const before = predecessorOf(push.contract.version, sorted);
    return { ...push, comparison: before === undefined ? null : compareContracts(before.contract, push.contract) };
  });
}

function whole(pushes: readonly StoredContract[]): StoredContract[] {
  const [newest] = pushes.toSorted(newestFirst);
  if (newest === undefined) return [];
  const earliest = pushes.reduce((first, push) => (instantOf(push.appliesFrom) < instantOf(first) ? push.appliesFrom : first), newest.appliesFrom);
  return [{ ...newest, appliesFrom: earliest }];
}

function newestFirst(a: StoredContract, b: StoredContract): number {
  const [atA, atB] = [instantOf(a.pushedAt), instantOf(b.pushedAt)];
  if (atA !== atB) return atA > atB ? -1 : 1;
  return semver.compareBuild(b.contract.version, a.contract.version) || (a.hash < b.hash ? 1 : -1);
}
