import type { Database } from "@/lib/clickhouse/open-database.ts";
import { PROJECT } from "@/lib/model/project.ts";
import { acceptedRange } from "@/lib/queries/contracts/accepted-range.ts";
import { findGoverning } from "@/lib/queries/contracts/find-governing.ts";
import { listContractVersions } from "@/lib/queries/contracts/get-contract.ts";
import { readDeclarations } from "@/lib/queries/agents/read-declarations.ts";
import { windowBefore } from "@/lib/queries/seams/compare-windows.ts";
import { getSeam } from "@/lib/queries/seams/get-seam.ts";
import { readChanges } from "@/lib/queries/seams/read-changes.ts";
import { readScorecards } from "@/lib/queries/seams/read-scorecards.ts";
import { readSeamTotals } from "@/lib/queries/seams/read-seam-summaries.ts";
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
  const first = await getSeam(db, { project: PROJECT, seamId, from: asked.from, to: asked.to, now });
  if (first === undefined) return undefined;
  const widened = !asked.explicit && first.handoffs === 0;
  const range = widened || asked.key === "all" ? lifeOf(first, params, now) : asked;
  const { from, to } = range;
  const seam = range === asked ? first : ((await getSeam(db, { project: PROJECT, seamId, from, to, now })) ?? first);
  const question = { project: PROJECT, seamId };
  const [governance, scorecards, changes, before] = await Promise.all([
    readGovernance(db, seam, now),
    readScorecards(db, { project: PROJECT, seams: [seam], now }),
    readChanges(db, { ...question, from, to }),
    range === asked ? readSeamTotals(db, { ...question, ...windowBefore(wholeMinutes({ from, to })) }) : [],
  ]);
  return { seam, range, widened, ...governance, scorecard: scorecards.get(seamId), changes, before: before[0] };
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
