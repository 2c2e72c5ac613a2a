import type { Database } from "@/lib/clickhouse/open-database.ts";
import type { Explanation, Fact } from "@/lib/model/explanation.ts";
import { factsOfHandoff } from "@/lib/seams/explain/facts-of-handoff.ts";
import { holdersOf, rankDifferences } from "@/lib/seams/explain/rank-differences.ts";
import type { TimeWindow } from "../time-window.ts";
import type { LatencyBox } from "./latency-box.ts";
import { readEvidence } from "./read-evidence.ts";
import { readSample } from "./read-sample.ts";

/** Which handoffs of a seam to explain: the failed ones of the window, or those in the box. */
export interface ExplainQuestion extends TimeWindow {
  project: string;
  seamId: string;
  box?: LatencyBox | undefined;
}

/** What sets the failed handoffs of a seam (or those in a box) apart from the others in the window, from at most 100 of each. */
export async function explainSeam(db: Database, question: ExplainQuestion): Promise<Explanation> {
  const { ours, theirs, subjects, others } = await readSides(db, question);
  return { about: question.box === undefined ? "failing" : "box", subjects, others, ...rankDifferences(ours, theirs) };
}

/** Ids of the handoffs of the same sample that a fact is so of. */
export async function findExplained(db: Database, { fact, ...question }: ExplainQuestion & { fact: Fact }): Promise<string[]> {
  const { ours, theirs } = await readSides(db, question);
  return holdersOf(ours, theirs, fact);
}

async function readSides(db: Database, question: ExplainQuestion) {
  const { project, seamId } = question;
  const [subjects, others] = await Promise.all([readSample(db, { ...question, isSubject: true }), readSample(db, { ...question, isSubject: false })]);
  const [ours, theirs] = await Promise.all([readEvidence(db, { project, seamId, drawn: subjects.drawn }), readEvidence(db, { project, seamId, drawn: others.drawn })]);
  return {
    ours: ours.map(factsOfHandoff),
    theirs: theirs.map(factsOfHandoff),
    subjects: { sampled: ours.length, of: subjects.of, isAll: subjects.isAll },
    others: { sampled: theirs.length, of: others.of, isAll: others.isAll },
  };
}
