import type { Database } from "@/lib/clickhouse/open-database.ts";
import type { SeamDetail, SeamTotals } from "@/lib/model/seam.ts";
import { wholeMinutes, type TimeWindow } from "../time-window.ts";
import { readVerifiedPairs } from "../contracts/read-verified-pairs.ts";
import { findSeam } from "./find-seam.ts";
import { readFailureGroups } from "./read-failure-groups.ts";
import { readLatencySplit } from "./read-latency-split.ts";
import { failureRates, readSeamTotals } from "./read-seam-summaries.ts";
import { readStandingFindings } from "./read-standing-findings.ts";
import { readTrend } from "./read-trend.ts";

/** A finding's place and words are read out of its handoff's summary; of more findings than this only those of the newest buckets of the trend are. */
const GROUPED_MAX = 1000;

type Question = TimeWindow & { project: string; seamId: string };
/** `now` decides which contract is in force; where it is left out, the end of the window does. */
type SeamQuestion = Question & { now?: Date };

/**
 * Everything on one seam over the window (widened to whole minutes). Undefined only when no handoff of it stands; without
 * traffic in the window its numbers are zeros, and `firstSeenAt` and `lastSeenAt` are those of all time.
 */
export async function getSeam(db: Database, { project, seamId, from, to, now = to }: SeamQuestion): Promise<SeamDetail | undefined> {
  const question = { project, seamId, ...wholeMinutes({ from, to }) };
  const summarised = readSummary(db, question);
  const [summary, course, latency, standing, verified] = await Promise.all([
    summarised,
    readCourse(db, question),
    readLatencySplit(db, question),
    readStandingFindings(db, summarised, { ...question, now }),
    summarised.then((seam) => (seam === undefined ? [] : readVerifiedPairs(db, { project, seam, now }))),
  ]);
  return summary === undefined ? undefined : { ...summary, standing, ...course, latency, verified };
}

async function readCourse(db: Database, question: Question): Promise<Pick<SeamDetail, "trend" | "byVerdict" | "groups" | "grouped">> {
  const { trend, byVerdict } = await readTrend(db, question);
  const grouped = newestWithFindings(trend, question.from);
  return { trend, byVerdict, grouped, groups: await readFailureGroups(db, { ...question, from: new Date(grouped.from) }) };
}

/** Since when a window holds at least so many findings, at a bucket's start, and how many handoffs have failed since. */
function newestWithFindings(trend: SeamDetail["trend"], from: Date): SeamDetail["grouped"] {
  let [findings, failed] = [0, 0];
  for (const bucket of trend.toReversed()) {
    findings += Object.values(bucket.byClass).reduce((sum, count) => sum + count, 0);
    failed += bucket.failed;
    const isAll = Date.parse(bucket.at) <= from.getTime();
    if (!isAll && findings >= GROUPED_MAX) return { from: bucket.at, failed, isAll };
  }
  return { from: from.toISOString(), failed, isAll: true };
}

async function readSummary(db: Database, question: Question): Promise<SeamTotals | undefined> {
  const [withTraffic] = await readSeamTotals(db, question);
  if (withTraffic !== undefined) return withTraffic;
  const [seam] = await findSeam(db, { project: question.project, seamId: question.seamId });
  if (seam === undefined) return undefined;
  const { declaredTotal, ...ends } = seam;
  const nothing = { handoffs: 0, failed: 0, silent: 0, lost: 0, p50Ms: null, p95Ms: null, versions: [] };
  return { ...ends, inferred: declaredTotal === 0, ...nothing, ...failureRates(0, 0) };
}
