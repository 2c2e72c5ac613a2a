import type { AlertScope } from "@/lib/model/alert-rule.ts";
import type { AlertSeam } from "./seam.ts";
import { matchesWildcard } from "./wildcard.ts";

/** The seam as a scope looks at it. */
export type ScopedSeam = Pick<AlertSeam, "id" | "source" | "target" | "contract" | "owner">;

/** Whether a rule or a silence is about a seam: everything that its scope names must hold. */
export function isInScope({ seam, source, target, contract, owner }: AlertScope, of: ScopedSeam): boolean {
  if (seam !== undefined && seam !== of.id) return false;
  if (source !== undefined && !matchesWildcard(source, of.source)) return false;
  if (target !== undefined && !matchesWildcard(target, of.target)) return false;
  if (contract !== undefined && !matchesWildcard(contract, of.contract)) return false;
  return owner === undefined || (of.owner !== null && isSameTeam(owner, of.owner.team));
}

/** Whether a scope names nothing, and so is about everything. */
export const isUnscoped = ({ seam, source, target, contract, owner }: AlertScope): boolean => [seam, source, target, contract, owner].every((part) => part === undefined);

/** Whether two names are of one team; case and the space around do not count. */
export const isSameTeam = (a: string, b: string): boolean => a.trim().toLowerCase() === b.trim().toLowerCase();
