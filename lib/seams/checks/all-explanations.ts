import { SEAM_CHECKS } from "../governance/all-seam-checks.ts";
import { UNRECONCILED } from "../reconciliation/unreconciled.ts";
import { CHECKS } from "./all-checks.ts";
import type { Explanation } from "./check.ts";

/** Every finding class there is: those of single handoffs, then those of a seam or of the product as a whole. */
export const EXPLANATIONS: readonly Explanation[] = [...CHECKS, UNRECONCILED, ...SEAM_CHECKS];
