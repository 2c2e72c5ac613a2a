import { contractInForce, type Governed } from "@/lib/contracts/in-force.ts";
import type { StoredContract } from "@/lib/model/contract.ts";
import { groupBy } from "@/lib/model/group-by.ts";
import { normaliseName } from "@/lib/model/normalise-name.ts";
import type { InForce } from "@/lib/seams/apply-contract.ts";

/** Which contract governs a handoff; undefined where none does. */
export type ContractBook = (handoff: Governed) => InForce | undefined;

/** The stored pushes, laid out so that a handoff is held against those that may govern it and not against all. */
export function openContractBook(stored: readonly StoredContract[]): ContractBook {
  const byName = groupBy(stored, (push) => push.contract.contract);
  const bySeam = new Map<string, Set<string>>();
  for (const { contract: { contract, seam } } of stored) {
    if (seam !== undefined) addTo(bySeam, seamKey(seam.source, seam.target), contract);
  }
  return (handoff) => {
    const names = new Set([handoff.contract, ...(bySeam.get(seamKey(handoff.source, handoff.target)) ?? [])]);
    const near = [...names].flatMap((name) => byName.get(name) ?? []);
    const governing = near.length === 0 ? undefined : contractInForce(near, handoff);
    if (governing === undefined) return undefined;
    const name = governing.contract.contract;
    const current = contractInForce(byName.get(name) ?? [], { ...handoff, contract: name, claimedVersion: "" });
    return { contract: governing.contract, current: (current ?? governing).contract };
  };
}

const seamKey = (source: string, target: string): string => `${normaliseName(source)} > ${normaliseName(target)}`;

function addTo(sets: Map<string, Set<string>>, key: string, value: string): void {
  const set = sets.get(key);
  if (set === undefined) sets.set(key, new Set([value]));
  else set.add(value);
}

/** The contracts of the moment, read again when they have changed. */
export interface KeptBook {
  open(): Promise<ContractBook>;
  /** Has the next `open` look whether something was pushed, however lately it was looked. */
  expire(): void;
}

/** How pushes are read: `stamp` is cheap and changes with every push. */
export interface ContractSource {
  stamp(): Promise<string>;
  read(): Promise<readonly StoredContract[]>;
}

/**
 * Looks for pushes at most once in `maxAgeMs`. While that is shorter than a trace must be quiet, a handoff that began after a push
 * is never judged by what stood before it. `nowMs` is a clock that never jumps.
 */
export function keepContractBook(source: ContractSource, maxAgeMs: number, nowMs: () => number): KeptBook {
  let kept: { book: ContractBook; stamp: string; lookedMs: number } | undefined;
  return {
    async open() {
      const lookedMs = nowMs();
      if (kept !== undefined && lookedMs - kept.lookedMs < maxAgeMs) return kept.book;
      const stamp = await source.stamp();
      kept = { book: kept?.stamp === stamp ? kept.book : openContractBook(await source.read()), stamp, lookedMs };
      return kept.book;
    },
    expire() {
      if (kept !== undefined) kept.lookedMs = Number.NEGATIVE_INFINITY;
    },
  };
}
