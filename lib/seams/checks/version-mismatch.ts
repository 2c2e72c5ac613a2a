import semver from "semver";
import type { Check } from "./check.ts";

/** The receiver does not take the version it was sent. */
export const versionMismatch: Check = {
  class: "version_mismatch",
  severity: "error",
  side: "seam",
  demands: ["S2.55"],
  meaning: "The source speaks a contract version that the target does not accept.",
  rule: "`handoff.contract.version` is in none of the versions or semver ranges of `handoff.contract.accepted_versions` (where the receiver names none, the contract's `accepts` counts before what the sender says), or a side reports `handoff.contract.compatibility` = `incompatible`.",
  fix: "The version matrix on the seam's page shows who still sends the old version. Widen what the target accepts, or bring the source up, before the old version's end.",
  lookalike: "Two agents of different versions whose contract versions are compatible.",
  find: ({ evidence }) => {
    const { contract, accepted } = evidence.versions;
    const refused = contract !== "" && accepted.length > 0 && !accepted.some((range) => accepts(range, contract));
    if (!refused && evidence.claims.compatibility !== "incompatible") return [];
    return [
      {
        message: `${evidence.source.name} sent contract version ${contract || "(unknown)"}; ${evidence.target.name} accepts ${accepted.join(", ") || "other versions"}`,
        reason: `version ${contract || "(unknown)"} not in ${accepted.join(", ") || "the accepted versions"}`,
        evidence: { version: contract, accepted: accepted.join(", ") },
      },
    ];
  },
};

/** Versions that are no semver ("2026-10", "v2") are compared as they are written. */
function accepts(range: string, version: string): boolean {
  if (range === version) return true;
  const parsed = semver.coerce(version, { includePrerelease: true });
  return parsed !== null && semver.validRange(range) !== null && semver.satisfies(parsed, range);
}
