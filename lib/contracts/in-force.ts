import semver from "semver";
import type { StoredContract } from "@/lib/model/contract.ts";
import { normaliseName } from "@/lib/model/normalise-name.ts";
import { instantOf } from "@/lib/model/instant.ts";

/** What decides which contract governs a handoff. `startedAt` is RFC 3339; `contract` and `claimedVersion` are "" where nobody named one. */
export interface Governed {
  contract: string;
  source: string;
  target: string;
  claimedVersion: string;
  startedAt: string;
}

/**
 * The contract version a handoff is held against: that of the name its sender claims where such a contract is stored, else the
 * contract whose `seam` it passes. Only pushes that apply from its start or earlier count. Of those the claimed version rules, in its
 * latest push; else the latest push of any version. A push without the seam takes the contract away from the seam. Order of the
 * stored versions does not matter.
 */
export function contractInForce(stored: readonly StoredContract[], handoff: Governed): StoredContract | undefined {
  const startedAt = instantOf(handoff.startedAt);
  const applying = stored.filter((push) => instantOf(push.appliesFrom) <= startedAt).toSorted(byPush);
  const isNamed = handoff.contract !== "" && stored.some((push) => push.contract.contract === handoff.contract);
  const name = isNamed ? handoff.contract : nameBySeam(applying, handoff);
  const ofName = applying.filter((push) => push.contract.contract === name);
  return ofName.findLast((push) => push.contract.version === handoff.claimedVersion) ?? ofName.at(-1);
}

/** A seam as it is asked about: `contract` is "" where its traffic names none. */
export type GovernedSeam = Pick<Governed, "contract" | "source" | "target">;

/**
 * Which contract is in force at one moment (RFC 3339) on any seam, for whoever claims no version: the answers of `contractInForce`, laid
 * out once so that thousands of seams are not each held against every push.
 */
export function contractsInForce(stored: readonly StoredContract[], at: string): (seam: GovernedSeam) => StoredContract | undefined {
  const moment = instantOf(at);
  const applying = stored.filter((push) => instantOf(push.appliesFrom) <= moment).toSorted(byPush);
  const names = new Set(stored.map((push) => push.contract.contract));
  const current = new Map(applying.map((push) => [push.contract.contract, push]));
  const claiming = applying.filter((push) => current.get(push.contract.contract) === push);
  const bySeam = new Map(claiming.flatMap((push) => (push.contract.seam === undefined ? [] : [[seamKey(push.contract.seam), push] as const])));
  return (seam) => (seam.contract !== "" && names.has(seam.contract) ? current.get(seam.contract) : bySeam.get(seamKey(seam)));
}

const seamKey = ({ source, target }: { source: string; target: string }): string => `${normaliseName(source)} > ${normaliseName(target)}`;

/** The contract whose current version claims the seam; the one pushed last where several do. */
function nameBySeam(applying: readonly StoredContract[], { source, target }: Governed): string | undefined {
  const current = new Map(applying.map((push) => [push.contract.contract, push]));
  const claiming = applying.filter((push) => current.get(push.contract.contract) === push && isSeam(push, source, target));
  return claiming.at(-1)?.contract.contract;
}

function isSeam({ contract: { seam } }: StoredContract, source: string, target: string): boolean {
  return seam !== undefined && normaliseName(seam.source) === normaliseName(source) && normaliseName(seam.target) === normaliseName(target);
}

/** Earliest push first; pushes of the same moment by version, then by hash, so that every order of rows gives one answer. */
function byPush(a: StoredContract, b: StoredContract): number {
  const [atA, atB] = [instantOf(a.pushedAt), instantOf(b.pushedAt)];
  if (atA !== atB) return atA < atB ? -1 : 1;
  return semver.compareBuild(a.contract.version, b.contract.version) || (a.hash < b.hash ? -1 : a.hash > b.hash ? 1 : 0);
}
