import type { FieldDifference, HandoffDifference, RunChange, RunComparison } from "@/lib/model/run-comparison.ts";
import { VERDICTS } from "@/lib/model/vocabulary.ts";
import { countOf } from "./count.ts";
import { formatDuration } from "./duration.ts";
import { FINDING_WORDS } from "./finding-words.ts";
import { VERDICT_WORDS } from "./verdict-words.ts";

/** What became of something from run A to run B, as a sign and a word. */
export const CHANGE_WORDS: Record<RunChange, { sign: string; word: string }> = {
  same: { sign: "=", word: "same" },
  changed: { sign: "≠", word: "changed" },
  added: { sign: "+", word: "only in B" },
  removed: { sign: "−", word: "only in A" },
};

/** Where two runs first differ, in one sentence. */
export function divergenceSentence({ divergence, handoffs, agents, a, b }: RunComparison): string {
  const first = divergence === null ? undefined : handoffs[divergence.handoff];
  if (first === undefined || divergence === null) {
    if (a.handoffs + b.handoffs === 0) return "Neither run has a handoff.";
    const changed = agents.filter((agent) => agent.change !== "same").length;
    return `${handoffs.length === 1 ? "The one handoff" : `All ${countOf(handoffs.length, "handoff")}`} went alike${changed === 0 ? "" : `, though ${countOf(changed, "agent differs", "agents differ")}`}.`;
  }
  const before = divergence.alikeBefore === 0 ? "They differ from the first handoff on" : `After ${countOf(divergence.alikeBefore, "handoff")} alike they first differ at ${first.source} → ${first.target}`;
  return `${before}: ${differenceWords(first)}.`;
}

/** The first handoff that failed in one run and not in the other, in one sentence; undefined when there is none. */
export function firstFailureSentence({ handoffs }: RunComparison): string | undefined {
  const found = handoffs.find(({ a, b }) => (a?.failed ?? false) !== (b?.failed ?? false));
  if (found === undefined) return undefined;
  const [failed, other] = found.b?.failed === true ? ["B", "A"] : ["A", "B"];
  const classes = [...new Set((failed === "B" ? found.b : found.a)?.findings.filter((finding) => finding.severity === "error").map((finding) => FINDING_WORDS[finding.class].label.toLowerCase()))];
  return `The first to fail in ${failed} and not in ${other}: ${found.source} → ${found.target}${found.place > 1 ? ` (number ${found.place})` : ""}, ${classes.join(", ")}.`;
}

/** How one handoff differs, in words. */
function differenceWords(handoff: HandoffDifference): string {
  const { source, target, place, change, differences, a, b } = handoff;
  const which = `${source} → ${target}${place > 1 ? ` (number ${place})` : ""}`;
  if (change === "added") return `${which} took place in B only${b === null ? "" : `, ${VERDICT_WORDS[b.verdict].label.toLowerCase()}`}`;
  if (change === "removed") return `${which} took place in A only${a === null ? "" : `, ${VERDICT_WORDS[a.verdict].label.toLowerCase()}`}`;
  return differences.map(fieldWords).join("; ");
}

/** One field of both runs: "verdict delivered in A, lost in B". */
export function fieldWords({ field, a, b }: FieldDifference): string {
  const [name, isMs] = field.endsWith(" (ms)") ? [field.slice(0, -5), true] : [field, false];
  const told = (value: string) => (value === "" ? (field === "findings" ? "none" : "not told") : isMs ? formatDuration(Number(value)) : verdictWord(value));
  return `${name} ${told(a)} in A, ${told(b)} in B`;
}

const verdictWord = (value: string): string => {
  const verdict = VERDICTS.find((known) => known === value);
  return verdict === undefined ? value : VERDICT_WORDS[verdict].label.toLowerCase();
};
