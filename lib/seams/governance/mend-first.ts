import type { Stakes } from "@/lib/model/contract.ts";

/** What a silent failure costs, relative to one that can be taken back. What nobody has stated may well be beyond recall. */
const STAKES_WEIGHT = { irreversible: 10, unstated: 3, reversible: 1 } as const;

/** What decides how urgent it is to mend a seam. */
export interface Exposure {
  stakes: Stakes | null;
  handoffs: number;
  /** Upper end of the 95 % interval of the silent rate, 0…1. */
  silentRateHigh: number;
  /** Of the five questions of an audit, how many the seam does not answer. */
  pointsMissing: number;
}

/**
 * Which seam to mend first: stakes × volume × silent exposure. Silent exposure is the highest silent rate that the traffic does not
 * exclude, once and once more for each question of the audit that is not answered: what nobody documents, owns or instruments fails
 * where nobody looks. docs/audit.md explains the formula and its weights.
 */
export const mendWeight = ({ stakes, handoffs, silentRateHigh, pointsMissing }: Exposure): number =>
  STAKES_WEIGHT[stakes ?? "unstated"] * handoffs * silentRateHigh * (1 + pointsMissing);
