import type { StoredContract } from "@/lib/model/contract.ts";

/** The row of a pushed contract version as the table `contracts` keeps it. */
export const contractToRow = ({ contract, source, hash, pushedAt, appliesFrom }: StoredContract, project: string): Record<string, unknown> => ({
  project,
  name: contract.contract,
  version: contract.version,
  hash,
  pushed_at: pushedAt,
  applies_from: appliesFrom,
  source,
  contract: JSON.stringify(contract),
});
