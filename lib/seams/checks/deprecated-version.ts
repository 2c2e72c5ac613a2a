import semver from "semver";
import { instantOf } from "@/lib/model/instant.ts";
import type { Check } from "./check.ts";

const NANOS_PER_DAY = 86_400_000_000_000n;

/** Still sent after its end was announced. */
export const deprecatedVersion: Check = {
  class: "deprecated_version",
  severity: "warning",
  side: "producer",
  demands: ["S2.56"],
  meaning: "The source still speaks a contract version that its owner has announced the end of: on that day the receiver may stop taking it.",
  rule: "`handoff.contract.version` is below `deprecated.below` of the contract version that was pushed last when the handoff began. Before `deprecated.sunset`, or without one, it is a warning; a handoff that begins on that day (UTC) or later is an error. Days are counted from the handoff, so that the sentence stays true.",
  fix: "The version matrix on the seam's page shows who still sends it. Bring those sources up before the sunset; the owner of the contract says what has changed.",
  lookalike: "An old version whose end nobody has announced, and a handoff that names no contract version.",
  find: ({ evidence, contract }) => {
    const { below, sunset } = contract?.current.deprecated ?? {};
    const version = evidence.versions.contract;
    const parsed = semver.coerce(version, { includePrerelease: true });
    if (below === undefined || parsed === null || !semver.lt(parsed, below)) return [];
    const days = sunset === undefined ? undefined : daysUntil(sunset, BigInt(evidence.legs[0]?.at ?? "0"));
    return [
      {
        message: `${evidence.source.name} sent version ${version}, which is deprecated: below ${below}${endWords(sunset, days)}`,
        reason: `version ${version} is below ${below}`,
        severity: days !== undefined && days <= 0 ? "error" : "warning",
        evidence: { version, below, sunset: sunset ?? "", ...(days === undefined ? {} : { daysToSunset: String(days) }) },
      },
    ];
  },
};

/** Whole days left, rounded up: 1 on the last day, 0 and less once it is over. */
function daysUntil(sunset: string, at: bigint): number {
  const left = instantOf(`${sunset}T00:00:00Z`) - at;
  return left <= 0n ? -Number(-left / NANOS_PER_DAY) : Number((left + NANOS_PER_DAY - 1n) / NANOS_PER_DAY);
}

function endWords(sunset: string | undefined, days: number | undefined): string {
  if (sunset === undefined || days === undefined) return "";
  return days > 0 ? `; sent ${days} ${days === 1 ? "day" : "days"} before its end on ${sunset}` : `; its end was on ${sunset}`;
}
