import type { Database } from "@/lib/clickhouse/open-database.ts";
import { PROJECT } from "@/lib/model/project.ts";
import { acceptedRange } from "@/lib/queries/contracts/accepted-range.ts";
import { findGoverning } from "@/lib/queries/contracts/find-governing.ts";
import { listContractVersions } from "@/lib/queries/contracts/get-contract.ts";
import { readFiringTimes } from "@/lib/queries/alerts/read-firing-times.ts";
import { readDeclarations } from "@/lib/queries/agents/read-declarations.ts";
import { windowBefore } from "@/lib/queries/seams/compare-windows.ts";
import { getSeam } from "@/lib/queries/seams/get-seam.ts";
import { readChanges } from "@/lib/queries/seams/read-changes.ts";
import { readScorecards } from "@/lib/queries/seams/read-scorecards.ts";
import { readWindowTotals } from "@/lib/queries/seams/read-window-totals.ts";
import { wholeMinutes } from "@/lib/queries/time-window.ts";
import type { TimeRange } from "@/lib/text/time-range.ts";
import { rangeOf } from "../../url-params.ts";
import type { SeamParams } from "./search-params.ts";

/**
 * The seam over the window asked for, with what changed on it, who answers for it and how it went before. A link without a window must never
 * show an empty page, so the last 24 hours give way to all time when nothing happened in them; `widened` says so.
 */
export async function readSeamPage(db: Database, seamId: string, params: SeamParams, now: Date) {
  const asked = rangeOf(params, undefined, now);
  const [first, before] = await Promise.all([
    readOver(db, seamId, asked, now),
    asked.key === "all" ? undefined : readWindowTotals(db, { project: PROJECT, seamId, ...windowBefore(wholeMinutes(asked)) }),
  ]);
  if (first === undefined) return undefined;
  const widened = !asked.explicit && first.seam.handoffs === 0;
  const range = widened || asked.key === "all" ? lifeOf(first.seam, params, now) : asked;
  const read = range === asked ? first : ((await readOver(db, seamId, range, now)) ?? first);
  const [governance, scorecards] = await Promise.all([readGovernance(db, read.seam, now), readScorecards(db, { project: PROJECT, seams: [read.seam], now })]);
  return { ...read, range, widened, ...governance, scorecard: scorecards.get(seamId), before: range === asked ? before : undefined };
}

/** What needs to know nothing but the window, asked at once. */
async function readOver(db: Database, seamId: string, { from, to }: TimeRange, now: Date) {
  const question = { project: PROJECT, seamId, from, to };
  const [seam, changes, firings] = await Promise.all([getSeam(db, { ...question, now }), readChanges(db, question), readFiringTimes(db, question)]);
  return seam === undefined ? undefined : { seam, changes, firings };
}

/** The contract in force with its history, and which contract versions the receiver says it takes. */
async function readGovernance(db: Database, seam: { source: string; target: string; contract: string }, now: Date) {
  const [governing, declarations] = await Promise.all([findGoverning(db, { project: PROJECT, seam, now }), readDeclarations(db, { project: PROJECT, agent: seam.target })]);
  const name = governing?.contract.contract ?? seam.contract;
  const versions = governing === undefined ? [] : await listContractVersions(db, { project: PROJECT, name });
  return { governing, contractVersions: versions ?? [], declared: acceptedRange({ name, contract: governing?.contract, receiver: declarations[0]?.declaration }) };
}

/** All time, cut to the seam's own life so that its chart is filled. */
function lifeOf(seam: { firstSeenAt: string; lastSeenAt: string }, params: SeamParams, now: Date): TimeRange {
  const life = { from: new Date(seam.firstSeenAt), to: new Date(Date.parse(seam.lastSeenAt) + 60_000) };
  return rangeOf({ ...params, range: "all" }, life, now);
}
