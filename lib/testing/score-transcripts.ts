import type { Handoff } from "@/lib/model/handoff.ts";
import { conclude } from "@/lib/seams/conclude.ts";
import { searchTraces } from "@/lib/seams/search-traces.ts";
import { type LabelledRun, labelsOf } from "./generate-transcript.ts";
import { type EncodingName, entrySpanId, transcriptSpans } from "./transcript-spans.ts";

const NOW = 1_795_300_000_000_000_000n;
const DEADLINE_MS = 15 * 60_000;

/** How many were found, how many the labels have, and how many are in both. */
export interface Score {
  found: number;
  labelled: number;
  right: number;
}

/** The scores of all dispatches and of those never answered, and what was found wrongly or missed, for the eye. */
export interface Scores {
  dispatches: Score;
  unanswered: Score;
  wrong: string[];
}

/** Precision: the share of what was found that is right. */
export const precisionOf = ({ found, right }: Score): number => (found === 0 ? 1 : right / found);
/** Recall: the share of what the labels have that was found. */
export const recallOf = ({ labelled, right }: Score): number => (labelled === 0 ? 1 : right / labelled);

/** The judged handoffs of a log an hour and more after it ended; candidates are left out. */
export function handoffsOf(run: LabelledRun, encoding: EncodingName): Handoff[] {
  const spans = transcriptSpans(run.entries, encoding);
  const search = searchTraces(spans, DEADLINE_MS);
  return search.handoffsIn(spans[0]?.traceId ?? "").map((evidence) => conclude("test", evidence, { kind: "none" }, NOW)).filter((handoff) => !handoff.candidate);
}

/** Holds what is found in labelled logs against their labels: the same entry sent, to the same agent, answered or not. */
export function scoreTranscripts(runs: readonly LabelledRun[], encoding: EncodingName): Scores {
  const scores: Scores = { dispatches: { found: 0, labelled: 0, right: 0 }, unanswered: { found: 0, labelled: 0, right: 0 }, wrong: [] };
  for (const run of runs) {
    const found = handoffsOf(run, encoding).filter((handoff) => handoff.direction === "forward");
    const labels = labelsOf(run.entries);
    const all = new Set(labels.map((label) => `${entrySpanId(label.at)} ${label.to}`));
    const open = new Set(labels.filter((label) => !label.isAnswered).map((label) => `${entrySpanId(label.at)} ${label.to}`));
    const keys = found.map((handoff) => ({ key: keyOf(handoff), isLost: handoff.verdict === "lost", isRight: handoff.source.name === run.hub }));
    count(scores.dispatches, keys.map((one) => (one.isRight ? one.key : "")), all);
    count(scores.unanswered, keys.flatMap((one) => (one.isLost ? [one.key] : [])), open);
    const told = new Set(keys.map((one) => one.key));
    scores.wrong.push(...keys.filter((one) => !all.has(one.key)).map((one) => `found ${one.key} in ${outline(run, one.key)}`), ...[...all].filter((key) => !told.has(key)).map((key) => `missed ${key} in ${outline(run, key)}`));
  }
  return scores;
}

const keyOf = (handoff: Handoff): string => `${handoff.legs.find((leg) => leg.kind === "sent")?.spanId ?? ""} ${handoff.target.name}`;

function count(score: Score, found: readonly string[], labels: ReadonlySet<string>): void {
  score.found += found.length;
  score.labelled += labels.size;
  score.right += new Set(found.filter((key) => labels.has(key))).size;
}

/** The entries around the one a key names. */
function outline(run: LabelledRun, key: string): string {
  const at = run.entries.findIndex((_, index) => key.startsWith(entrySpanId(index)));
  const near = run.entries.slice(Math.max(0, at - 2), at + 3).map(({ speaker, kind, to, text }) => `${speaker} ${kind} ${to.join("+")}: ${text.slice(0, 60).replaceAll("\n", " ")}`);
  return `${run.style} ${run.address}\n    ${near.join("\n    ")}`;
}
