import type { Database } from "@/lib/clickhouse/open-database.ts";
import { PROJECT } from "@/lib/model/project.ts";
import { findGoverning } from "@/lib/queries/contracts/find-governing.ts";
import { listHandoffs } from "@/lib/queries/handoffs/list-handoffs.ts";
import { getSeam } from "@/lib/queries/seams/get-seam.ts";
import type { TimeRange } from "@/lib/text/time-range.ts";
import { rangeOf } from "../../url-params.ts";
import type { SeamParams } from "./search-params.ts";

const HANDOFFS_A_PAGE = 50;

/**
 * The seam with a page of its handoffs, over the window asked for. A link without a window must never show an empty page,
 * so the last 24 hours give way to all time when nothing happened in them; `widened` says so.
 */
export async function readSeamPage(db: Database, seamId: string, params: SeamParams, now: Date) {
  const asked = rangeOf(params, undefined, now);
  const first = await getSeam(db, { project: PROJECT, seamId, from: asked.from, to: asked.to, now });
  if (first === undefined) return undefined;
  const widened = !asked.explicit && first.handoffs === 0;
  const range = widened || asked.key === "all" ? lifeOf(first, params, now) : asked;
  const { from, to } = range;
  const seam = range === asked ? first : ((await getSeam(db, { project: PROJECT, seamId, from, to, now })) ?? first);
  const { class: findingClass, verdict, failed, candidates, cursor } = params;
  const question = { project: PROJECT, seam: seamId, class: findingClass, verdict, failed, candidates, cursor, from, to, limit: HANDOFFS_A_PAGE };
  const [{ handoffs, next }, governing] = await Promise.all([listHandoffs(db, question), findGoverning(db, { project: PROJECT, seam, now })]);
  return { seam, range, widened, handoffs, next, governing };
}

/** All time, cut to the seam's own life so that its chart is filled. */
function lifeOf(seam: { firstSeenAt: string; lastSeenAt: string }, params: SeamParams, now: Date): TimeRange {
  const life = { from: new Date(seam.firstSeenAt), to: new Date(Date.parse(seam.lastSeenAt) + 60_000) };
  return rangeOf({ ...params, range: "all" }, life, now);
}
