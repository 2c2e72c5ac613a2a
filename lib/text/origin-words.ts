import type { BlastRadius, DefectKind, Origin } from "@/lib/model/origin.ts";
import { countOf } from "./count.ts";
import { formatDuration } from "./duration.ts";
import { FINDING_WORDS } from "./finding-words.ts";

const quoted = (value: string): string => `“${value}”`;

/** Where a failure lies, in words: "between planner and worker" or "inside planner, before it handed over to worker". */
const placeWords = ({ place, source, target }: Pick<Origin, "place" | "source" | "target">): string =>
  place === "transit" ? `between ${source} and ${target}` : `inside ${source}, before it handed over to ${target}`;

const SENTENCES: Record<DefectKind, (origin: Origin, where: string) => string> = {
  value: (origin, where) => `${origin.what} ${changeWords(origin)} ${where}`,
  constraint: ({ what }, where) => `The constraint ${quoted(what)} was dropped ${where}`,
  intent: (_, where) => `The user's request stopped being carried word for word ${where}`,
  payload: ({ class: of, target }, where) => (of === "orphan" ? `What ${target} acted on is not known to have been sent ${where}` : `The payload was last proven to exist before it went missing ${where}`),
  other: ({ class: of, what }, where) => `${FINDING_WORDS[of].label}: ${what}, ${where}`,
};

/** Where a failure began and what it was, in one sentence. */
export const originSentence = (origin: Origin): string => SENTENCES[origin.defect](origin, placeWords(origin));

function changeWords({ before, after }: Origin): string {
  if (before === null) return after === null ? "was missing" : `first held ${quoted(after)}`;
  return after === null ? `was ${quoted(before)} and got lost` : `changed from ${quoted(before)} to ${quoted(after)}`;
}

/** What ran on a defect, in one line; unknown parts say so. */
export function blastWords({ handoffs, agents, traces, hops, workMs, tokens, tokensToldBy, runs }: BlastRadius): string {
  if (runs === 0) return "nothing ran on it";
  const spent = tokens === null ? "tokens not told" : `${countOf(tokens, "token")}${tokensToldBy < runs ? ` (told by ${tokensToldBy} of ${countOf(runs, "run")})` : ""}`;
  const work = workMs === null ? "time at work not told" : `${formatDuration(workMs)} of work`;
  return [
    handoffs === 0 ? "no later handoff" : `${countOf(handoffs, "later handoff")}, up to ${countOf(hops, "hop")} away`,
    countOf(agents.length, "agent"), countOf(traces, "trace"), work, spent,
  ].join("; ");
}

/** For each handoff that inherited a failure: the handoff where the first of them began. */
export function inheritedFrom(origins: readonly Origin[]): Map<string, string> {
  const from = new Map<string, string>();
  for (const origin of origins) for (const { handoffId } of origin.inherited) if (!from.has(handoffId)) from.set(handoffId, origin.handoffId);
  return from;
}
