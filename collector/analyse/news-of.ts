import type { Handoff } from "@/lib/model/handoff.ts";
import type { Verdict } from "@/lib/model/vocabulary.ts";

/** What was counted of a handoff before it is written again. */
export interface Told {
  told: readonly string[];
  verdict: Verdict;
  /** Unix milliseconds after which the clock alone judges it anew; null where nothing waits for the clock. */
  dueAtMs: number | null;
}

/** What a writing of a handoff counts: everything ever counted of it, and what of that is new by this writing. */
export interface News {
  told: string[];
  news: string[];
}

/** When and why a handoff is judged. */
export interface Judging {
  nowMs: number;
  /** It is judged again only because a contract was pushed. */
  isRejudged: boolean;
}

const WAITING: readonly Verdict[] = ["pending", "held"];

/**
 * What a judgement says of a handoff for the first time: each thing counts once in its life, in the minute in which it was found, and is never
 * taken back. It is settled when it no longer waits, or fails; what fails after that has turned. A guess counts nothing. What is judged again for a
 * contract's sake tells nothing new, unless the clock had made it due as well; what still waits then counts when it settles
 * (docs/decisions/0027-alerts-count-what-was-found.md).
 */
export function newsOf(handoff: Handoff, before: Told | undefined, { nowMs, isRejudged }: Judging): News {
  const known = new Set(before?.told);
  if (handoff.candidate) return { told: [...known], news: [] };
  const said = saidOf(handoff, known).filter((one) => !known.has(one));
  const isSilenced = isRejudged && before !== undefined && !(before.dueAtMs !== null && before.dueAtMs <= nowMs);
  const turned = known.has("settled") && said.includes("failed") ? ["turned"] : [];
  if (!isSilenced) return { told: [...known, ...said], news: [...said, ...turned] };
  return { told: known.has("settled") ? [...known, ...said] : [...known], news: [] };
}

function saidOf({ verdict, failed, silent, latency, findings }: Handoff, known: ReadonlySet<string>): string[] {
  const classes = new Set(findings.filter((finding) => finding.severity === "error").map((finding) => `class:${finding.class}`));
  return [
    `verdict:${verdict}`,
    ...(failed || !WAITING.includes(verdict) ? ["settled"] : []),
    ...(failed ? ["failed"] : known.has("failed") ? ["healed"] : []),
    ...(silent ? ["silent"] : []),
    ...(latency.totalMs === null ? [] : ["latency"]),
    ...classes,
  ];
}
