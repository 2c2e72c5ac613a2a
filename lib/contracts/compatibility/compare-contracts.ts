import semver from "semver";
import { type Bump, BUMPS, type Compatibility, type ContractChange, type ContractComparison } from "@/lib/model/compatibility.ts";
import type { Contract } from "@/lib/model/contract.ts";
import { SchemaComparison } from "./compare-schemas.ts";
import { compareTerms } from "./compare-terms.ts";
import { Report } from "./report.ts";

/**
 * What changed from an older to a newer version of a contract and which direction it breaks. Backward: a receiver on the new version
 * takes what senders on the old one send, where senders send the fields that their version names (an object whose version names none
 * may hold any). Forward: the same with old and new exchanged.
 */
export function compareContracts(old: Contract, now: Contract): ContractComparison {
  const report = new Report();
  if (old.payload !== undefined && now.payload !== undefined) new SchemaComparison(old.payload, now.payload, report).run("/payload");
  else if (now.payload !== undefined) report.add("SCHEMA_ADDED", "backward", "/payload", [undefined, now.payload], "the payload is held against a schema");
  else if (old.payload !== undefined) report.add("SCHEMA_REMOVED", "forward", "/payload", [old.payload, undefined], "the payload is held against no schema");
  compareTerms(old, now, report);
  return { from: old.version, to: now.version, compatibility: compatibilityOf(report.changes), changes: report.changes, bump: bumpOf(old.version, now.version, report.changes) };
}

/** Both directions of all changes as the one word that schema registries have for it. */
export function compatibilityOf(changes: readonly ContractChange[]): Compatibility {
  const backward = !changes.some(({ breaks }) => breaks === "backward" || breaks === "both");
  const forward = !changes.some(({ breaks }) => breaks === "forward" || breaks === "both");
  if (backward && forward) return "FULL";
  return backward ? "BACKWARD" : forward ? "FORWARD" : "NONE";
}

/**
 * Whether the version says what happened: what breaks backward asks for a major bump, what breaks forward for a minor one, anything else
 * for a patch. Below 1.0.0 one step less is enough, as semver's caret has it. A prerelease promises nothing and always fits.
 */
function bumpOf(from: string, to: string, changes: readonly ContractChange[]): ContractComparison["bump"] {
  const made = madeOf(from, to);
  const compatibility = compatibilityOf(changes);
  const breaksBackward = compatibility === "FORWARD" || compatibility === "NONE";
  const strict: Bump = breaksBackward ? "major" : compatibility === "BACKWARD" ? "minor" : changes.length > 0 ? "patch" : "none";
  const needed = semver.major(from) > 0 ? strict : strict === "major" ? "minor" : strict === "minor" ? "patch" : strict;
  const fits = made === "prerelease" || semver.prerelease(to) !== null || BUMPS.indexOf(made) >= BUMPS.indexOf(needed);
  return { made, needed, fits };
}

function madeOf(from: string, to: string): Bump {
  const difference = semver.diff(from, to);
  if (difference === null) return "none";
  if (difference === "prerelease") return "prerelease";
  return difference === "major" || difference === "premajor" ? "major" : difference === "minor" || difference === "preminor" ? "minor" : "patch";
}

/** What should be told to somebody who pushed `to` after `from` without the bump it needs; undefined when it has it. */
export function bumpWarning({ from, to, changes, bump }: ContractComparison): string | undefined {
  if (bump.fits) return undefined;
  const backward = changes.filter(({ breaks }) => breaks === "backward" || breaks === "both");
  const forward = changes.filter(({ breaks }) => breaks === "forward");
  const culprits = [backward, forward, changes].find((list) => list.length > 0) ?? [];
  const named = culprits.slice(0, 3).map(({ rule, pointer }) => `${rule} at ${pointer || "/"}`).join(", ");
  const more = culprits.length > 3 ? ` and ${culprits.length - 3} more` : "";
  return `version: from ${from} to ${to} is ${bump.made === "none" ? "no" : `a ${bump.made}`} bump, and a ${bump.needed} one is needed: ${named}${more}`;
}
