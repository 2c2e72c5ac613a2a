import type { CitedEvidence, EvidencePart } from "@/lib/model/evidence.ts";
import { countOf, formatCount, formatRate } from "./count.ts";
import { formatDuration, UNKNOWN } from "./duration.ts";
import { FINDING_WORDS } from "./finding-words.ts";
import { formatInstantShort } from "./instant.ts";

type SeamEvidence = Extract<CitedEvidence, { kind: "seam" }>;
const GROUPS_TOLD = 5;
const PAIRS_TOLD = 3;

/** How a seam did over its window, in one sentence. */
export function seamSentence({ seam }: Pick<SeamEvidence, "seam">): string {
  const { source, target, contract, handoffs, failed, failureRate, silent, lost } = seam;
  const what = `${source} hands ${contract === "" ? "work" : contract} to ${target}`;
  if (handoffs === 0) return `${what}; nothing was handed over in this window.`;
  const grave = [silent === 0 ? "" : `${formatCount(silent)} silently`, lost === 0 ? "" : `${formatCount(lost)} lost`].filter((part) => part !== "");
  return `${what}; ${formatCount(failed)} of ${countOf(handoffs, "handoff")} failed (${formatRate(failureRate)})${grave.length === 0 ? "" : `, ${grave.join(" and ")}`}.`;
}

/** What is known of a seam, as lines; every rate with its n. */
export function seamFacts({ seam, groups, from, to }: SeamEvidence): EvidencePart["facts"] {
  const worst = seam.versions.filter((pair) => pair.failed > 0).toSorted((a, b) => b.failed - a.failed).slice(0, PAIRS_TOLD);
  return [
    { name: "Window", value: `${formatInstantShort(from)} to ${formatInstantShort(to)} UTC` },
    { name: "Failure rate", value: `${formatRate(seam.failureRate)} (n = ${formatCount(seam.handoffs)}, 95 % interval ${formatRate(seam.failureRateLow)} to ${formatRate(seam.failureRateHigh)})` },
    { name: "Latency", value: `p50 ${formatDuration(seam.p50Ms)}, p95 ${formatDuration(seam.p95Ms)}` },
    ...groups.slice(0, GROUPS_TOLD).map((group) => ({
      name: FINDING_WORDS[group.class].label,
      value: `${formatCount(group.count)}×${group.pointer === "" ? "" : ` at ${group.pointer}`}: ${group.reason}; first ${formatInstantShort(group.firstSeenAt)} UTC`,
    })),
    ...(groups.length > GROUPS_TOLD ? [{ name: "Other failures", value: countOf(groups.length - GROUPS_TOLD, "more kind") }] : []),
    ...worst.map((pair) => ({ name: "Versions", value: `${pair.source || UNKNOWN} → ${pair.target || UNKNOWN}, contract ${pair.contract || UNKNOWN}: ${formatCount(pair.failed)} of ${formatCount(pair.handoffs)} failed` })),
  ];
}
