import type { ContractVerification, DeployPair, VerifiedPair } from "@/lib/model/contract-verification.ts";
import { normaliseName } from "@/lib/model/normalise-name.ts";
import type { VersionPair } from "@/lib/model/seam.ts";
import { verifiedPairs } from "./verified-pairs.ts";

/** A seam with what was seen on it, and under which contract. */
export interface SeamAtWork {
  id: string;
  source: string;
  target: string;
  seen: readonly VersionPair[];
  /** Undefined where no contract governs it. */
  inForce: { name: string; version: string } | undefined;
  /** What each version of the contract demands; of the one in force under "" as well. */
  digests: ReadonlyMap<string, string>;
  /** Which versions the receiver says it takes; undefined where nobody says. */
  accepted: { range: string; takes: (version: string) => boolean | undefined } | undefined;
}

type Versions = Pick<VersionPair, "source" | "target" | "contract">;
type Side = "producer" | "receiver";

/**
 * Each pair in which a version of an agent would meet what is at work on the other end of a seam: as the sender with every receiver version, by the contract
 * versions that it claims in traffic, else those it was tested against, else the one in force; as the receiver with every sender and contract version.
 * A pair may be deployed when the receiver does not say that it leaves the contract version out, no test failed, and the agent's own side passed one.
 */
export function deployPairs({ agent, version }: { agent: string; version: string }, seam: SeamAtWork, latest: readonly ContractVerification[]): DeployPair[] {
  const own = latest.filter((one) => one.contract === seam.inForce?.name);
  const sides: Side[] = [...(isNamed(seam.source, agent) ? ["producer" as const] : []), ...(isNamed(seam.target, agent) ? ["receiver" as const] : [])];
  return sides.flatMap((side) => {
    const asked = side === "producer" ? asSender(version, seam, own) : asReceiver(version, seam);
    const verified = verifiedPairs({ ...seam, seen: asked }, own);
    return asked.map((pair) => judge(pair, side, seam, verified.find((one) => isSame(one, pair))));
  });
}

function asSender(version: string, { source, seen }: SeamAtWork, own: readonly ContractVerification[]): Versions[] {
  const claimed = seen.filter((pair) => pair.source === version).map((pair) => pair.contract);
  const tested = own.filter(({ producer }) => producer !== null && isNamed(producer.name, source) && producer.version === version).map((one) => one.version);
  const contracts = [...new Set(claimed.length > 0 ? claimed : tested.length > 0 ? tested : [""])].toSorted();
  return [...new Set(seen.map((pair) => pair.target))].toSorted().flatMap((target) => contracts.map((contract) => ({ source: version, target, contract })));
}

function asReceiver(version: string, { seen }: SeamAtWork): Versions[] {
  const senders = new Map(seen.map(({ source, contract }) => [JSON.stringify([source, contract]), { source, contract }]));
  return [...senders].toSorted(([a], [b]) => (a < b ? -1 : 1)).map(([, sender]) => ({ ...sender, target: version }));
}

function judge(pair: Versions, side: Side, { id, source, target, seen, inForce, accepted }: SeamAtWork, verified: VerifiedPair | undefined): DeployPair {
  const { handoffs, failed } = seen.find((one) => isSame(one, pair)) ?? { handoffs: 0, failed: 0 };
  const contractVersion = pair.contract === "" ? (inForce?.version ?? "") : pair.contract;
  const declared = accepted?.takes(contractVersion) ?? null;
  const told = { seamId: id, source: { name: source, version: pair.source }, target: { name: target, version: pair.target }, contract: inForce?.name ?? "", contractVersion, handoffs, failed, declared, verified: verified?.state ?? null };
  if (inForce === undefined) return { ...told, answer: "unjudged", why: "no contract governs this seam" };
  const why = reasonAgainst(side, declared, verified, accepted?.range ?? "");
  return why === undefined ? { ...told, answer: "yes", why: verified?.state === "passed" ? "verified" : `${side === "producer" ? "the sender" : "the receiver"} is verified` } : { ...told, answer: "no", why };
}

function reasonAgainst(side: Side, declared: boolean | null, verified: VerifiedPair | undefined, range: string): string | undefined {
  if (declared === false) return `the receiver takes ${range}`;
  if (verified?.state === "failed") return `a test failed${toldBy(verified)}`;
  if (verified?.state === "passed" || verified?.state === side) return undefined;
  return side === "producer" ? "what the sender sends was not verified" : "the receiver was not verified";
}

function toldBy({ results }: VerifiedPair): string {
  const failure = results.find(({ outcome }) => outcome === "failed");
  return failure === undefined || failure.by === "" ? "" : `: ${failure.by}`;
}

const isNamed = (name: string, agent: string): boolean => normaliseName(name) === normaliseName(agent);

const isSame = (a: Versions, b: Versions): boolean => a.source === b.source && a.target === b.target && a.contract === b.contract;
