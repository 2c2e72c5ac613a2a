import { groupBy } from "@/lib/model/group-by.ts";
import type { Handoff } from "@/lib/model/handoff.ts";
import type { CriticalPath, PathPart, Timeline, TimelineArrow } from "@/lib/model/timeline.ts";
import type { WorkflowTimeline } from "@/lib/model/workflow.ts";
import { criticalPath } from "./critical-path.ts";
import { crossingsOf } from "./crossings.ts";
import { type Work, workIn } from "./lane-work.ts";
import { busyNs, mergeBars } from "./merge-bars.ts";
import { silencesIn } from "./silences.ts";

/** Bars in one answer, over all lanes; more cannot be told apart on a screen and would only make the page heavy. */
const BARS_MAX = 2400;
/** A lane has so many bars at least, and at most. */
const BARS_PER_LANE = { least: 40, most: 600 };
const PARTS_MAX = 2000;

/** A timeline of which any window can be told: all that has to be worked out once. */
export interface Drawing {
  whole: Omit<Timeline, "lanes" | "fromNs" | "toNs" | "merged">;
  lanes: { name: string; work: readonly Work[]; workNs: number; errors: number }[];
}

/** Works out lanes, arrows, waits, silences and the critical path of traces that stand on one clock. */
export function drawTimeline(view: WorkflowTimeline, handoffs: readonly Handoff[]): Drawing {
  const { startUnixNano, spanList, waits, traces, spansInAll } = view;
  const start = BigInt(startUnixNano);
  const durationNs = Math.max(1, view.durationMs * 1e6, ...view.arrows.map((arrow) => arrow.toNs ?? arrow.fromNs));
  const work = workIn(spanList);
  const byLane = groupBy(work, (one) => one.lane);
  return {
    whole: {
      startUnixNano, durationNs, waits, traces, spansInAll,
      arrows: arrowsOf(view, handoffs),
      silences: silencesIn(spanList, durationNs, waits),
      path: summed(criticalPath(work, crossingsOf(handoffs, (at) => Number(BigInt(at) - start)))),
      spansShown: spanList.length,
    },
    lanes: view.lanes.map((name) => {
      const own = byLane.get(name) ?? [];
      return { name, work: own, workNs: busyNs(own), errors: own.reduce((sum, one) => sum + one.errors, 0) };
    }),
  };
}

/** The timeline with the bars of one window, the whole of it by default; a window that lies outside is brought inside. */
export function windowOf({ whole, lanes }: Drawing, asked: { fromNs?: number | undefined; toNs?: number | undefined } = {}): Timeline {
  const fromNs = Math.min(Math.max(0, asked.fromNs ?? 0), whole.durationNs);
  const toNs = Math.max(fromNs + 1, Math.min(asked.toNs ?? whole.durationNs, whole.durationNs));
  const perLane = Math.min(BARS_PER_LANE.most, Math.max(BARS_PER_LANE.least, Math.floor(BARS_MAX / Math.max(1, lanes.length))));
  const window = { fromNs, toNs, withinNs: (toNs - fromNs) / perLane };
  const drawn = lanes.map(({ name, work, workNs, errors }) => ({ name, workNs, errors, bars: mergeBars(work, window) }));
  return { ...whole, fromNs, toNs, lanes: drawn, merged: drawn.some((lane) => lane.bars.some((bar) => bar.spans > 1)) };
}

function arrowsOf({ arrows, lanes }: WorkflowTimeline, handoffs: readonly Handoff[]): TimelineArrow[] {
  const laneAt = new Map(lanes.map((name, index) => [name, index]));
  const byId = new Map(handoffs.map((handoff) => [handoff.id, handoff]));
  return arrows.flatMap(({ handoffId, fromLane, toLane, fromNs, toNs, failed }) => {
    const verdict = byId.get(handoffId)?.verdict;
    return verdict === undefined ? [] : [{ handoffId, fromLane: laneAt.get(fromLane) ?? 0, toLane: laneAt.get(toLane) ?? 0, fromNs, toNs, verdict, failed }];
  });
}

function summed(parts: readonly PathPart[]): CriticalPath {
  const lengthNs = parts.reduce((sum, part) => sum + part.toNs - part.fromNs, 0);
  const groups = groupBy(parts, ({ kind, from, to }) => JSON.stringify([kind, from, to]));
  const shares = [...groups.values()].flatMap((alike) => {
    const longest = alike.reduce((most, part) => (part.toNs - part.fromNs > most.toNs - most.fromNs ? part : most));
    const ns = alike.reduce((sum, part) => sum + part.toNs - part.fromNs, 0);
    const { kind, from, to, handoffId } = longest;
    return [{ kind, from, to, handoffId, ns, share: lengthNs === 0 ? 0 : ns / lengthNs, parts: alike.length }];
  });
  const longest = parts.length <= PARTS_MAX ? parts : parts.toSorted((a, b) => b.toNs - b.fromNs - (a.toNs - a.fromNs)).slice(0, PARTS_MAX).toSorted((a, b) => a.fromNs - b.fromNs);
  return { parts: [...longest], partsInAll: parts.length, shares: shares.toSorted((a, b) => b.ns - a.ns), lengthNs };
}
