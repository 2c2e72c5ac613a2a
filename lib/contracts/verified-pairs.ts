import type { ContractVerification, VerifiedPair, VerifiedState } from "@/lib/model/contract-verification.ts";
import { normaliseName } from "@/lib/model/normalise-name.ts";

/** The versions of one pair, as traffic has them; `contract` is "" where senders claim none. */
type Pair = Pick<VerifiedPair, "source" | "target" | "contract">;

interface SeamVersions {
  source: string;
  target: string;
  /** What was seen in traffic. */
  seen: readonly Pair[];
  /** Of every stored version of the contract, and of the one in force (as ""), what it demands. */
  digests: ReadonlyMap<string, string>;
}

/**
 * What tests say of every pair of versions that was seen on a seam or that was tested: each producer version and contract version with each
 * receiver version. `latest` has the latest result of every pair of agents on one digest. Pairs of which nothing is said are left out.
 */
export function verifiedPairs({ source, target, seen, digests }: SeamVersions, latest: readonly ContractVerification[]): VerifiedPair[] {
  const own = latest.filter(({ producer, receiver }) => isAgent(producer, source) && isAgent(receiver, target));
  if (own.length === 0) return [];
  const rows = rowsOf(seen, digests, own);
  const columns = unique([...seen.map((pair) => pair.target), ...own.flatMap(({ receiver }) => (receiver === null ? [] : [receiver.version]))]);
  return rows.flatMap((row) => columns.flatMap((column) => verifiedPair({ ...row, target: column }, digests, own)));
}

function verifiedPair(pair: Pair, digests: ReadonlyMap<string, string>, own: readonly ContractVerification[]): VerifiedPair[] {
  const digest = digests.get(pair.contract);
  const results = own.filter(({ producer, receiver, ...result }) =>
    (digest === undefined ? result.version === pair.contract : result.digest === digest) && (producer === null || producer.version === pair.source) && (receiver === null || receiver.version === pair.target));
  const state = stateOf(results);
  return state === undefined ? [] : [{ ...pair, state, results: results.toSorted((a, b) => (a.at < b.at ? 1 : -1)) }];
}

/** A producer version that was tested and never seen has a row of its own, unless traffic has one in which the same is demanded of it. */
function rowsOf(seen: readonly Pair[], digests: ReadonlyMap<string, string>, own: readonly ContractVerification[]): Pick<Pair, "source" | "contract">[] {
  const rows = seen.map(({ source, contract }) => ({ source, contract }));
  const known = new Set(rows.map((row) => `${digests.get(row.contract)} ${row.source}`));
  const tested = own.flatMap(({ producer, version, digest }) => (producer === null || known.has(`${digest} ${producer.version}`) ? [] : [{ source: producer.version, contract: version }]));
  return unique([...rows, ...tested]);
}

/** One failure outweighs what passed: its agents have to be tested again. */
function stateOf(results: readonly ContractVerification[]): VerifiedState | undefined {
  if (results.some(({ outcome }) => outcome === "failed")) return "failed";
  const [sends, takes] = [results.some(({ producer }) => producer !== null), results.some(({ receiver }) => receiver !== null)];
  return sends && takes ? "passed" : sends ? "producer" : takes ? "receiver" : undefined;
}

const isAgent = (tested: ContractVerification["producer"], name: string): boolean => tested === null || normaliseName(tested.name) === normaliseName(name);

const unique = <One>(all: readonly One[]): One[] => [...new Map(all.map((one) => [JSON.stringify(one), one])).values()];
