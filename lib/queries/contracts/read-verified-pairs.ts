import type { Database } from "@/lib/clickhouse/open-database.ts";
import { contractInForce } from "@/lib/contracts/in-force.ts";
import { verifiedDigest } from "@/lib/contracts/verified-digest.ts";
import { verifiedPairs } from "@/lib/contracts/verified-pairs.ts";
import type { StoredContract } from "@/lib/model/contract.ts";
import type { VerifiedPair } from "@/lib/model/contract-verification.ts";
import type { VersionPair } from "@/lib/model/seam.ts";
import { readContracts } from "./read-contracts.ts";
import { readLatestVerifications } from "./read-verifications.ts";

/** A seam with the pairs of versions seen on it. */
interface SeamSeen {
  source: string;
  target: string;
  contract: string;
  versions: readonly VersionPair[];
}

/** What tests say of the versions on a seam, seen or not. Where senders claim no version of the contract, the one in force at `now` is meant. */
export async function readVerifiedPairs(db: Database, { project, seam, now }: { project: string; seam: SeamSeen; now: Date }): Promise<VerifiedPair[]> {
  const latest = await readLatestVerifications(db, { project });
  if (latest.length === 0) return [];
  const stored = await readContracts(db, { project });
  const inForce = contractInForce(stored, { contract: seam.contract, source: seam.source, target: seam.target, claimedVersion: "", startedAt: now.toISOString() });
  const name = inForce?.contract.contract ?? seam.contract;
  const { source, target, versions: seen } = seam;
  return verifiedPairs({ source, target, seen, digests: digestsOf(stored, name, inForce) }, latest.filter((one) => one.contract === name));
}

/** What each version of a contract demands, by version; the one in force stands under "" as well. */
export function digestsOf(stored: readonly StoredContract[], name: string, inForce: StoredContract | undefined): Map<string, string> {
  const own = stored.filter((push) => push.contract.contract === name);
  const digests = new Map(own.map(({ contract }) => [contract.version, verifiedDigest(contract)]));
  if (inForce !== undefined) digests.set("", verifiedDigest(inForce.contract));
  return digests;
}
