import { compareContracts } from "@/lib/contracts/compatibility/compare-contracts.ts";
import type { ContractComparison } from "@/lib/model/compatibility.ts";
import type { StoredContract } from "@/lib/model/contract.ts";

/**
 * Two versions of one contract compared, with their files. Without a choice the newest one and the one before it are; undefined when one of
 * them is not there, or both are the same. `versions` are the highest first.
 */
export function compareVersions(versions: readonly StoredContract[], from: string | undefined, to: string | undefined): { comparison: ContractComparison; before: string; after: string } | undefined {
  const named = (version: string | undefined, otherwise: number): StoredContract | undefined => (version === undefined ? versions[otherwise] : versions.find((one) => one.contract.version === version));
  const [older, newer] = [named(from, 1), named(to, 0)];
  if (older === undefined || newer === undefined || older === newer) return undefined;
  return { comparison: compareContracts(older.contract, newer.contract), before: older.source, after: newer.source };
}
