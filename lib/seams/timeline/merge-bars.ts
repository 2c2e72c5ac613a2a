import type { TimelineBar } from "@/lib/model/timeline.ts";
import type { Work } from "./lane-work.ts";

/** A window of the timeline, and how close two stretches of work in it may be before they are one bar. */
export interface Window {
  fromNs: number;
  toNs: number;
  withinNs: number;
}

/**
 * The bars of one lane in a window. Work must be in order of start. Stretches closer than `withinNs` are one bar, so that a lane
 * has at most (window / withinNs) + 1 of them however many spans it has; every span is counted in exactly one bar.
 */
export function mergeBars(work: readonly Work[], { fromNs, toNs, withinNs }: Window): TimelineBar[] {
  const bars: TimelineBar[] = [];
  for (const one of work) {
    if (one.toNs < fromNs || one.fromNs > toNs) continue;
    const last = bars.at(-1);
    if (last !== undefined && isTooClose(last, one, withinNs)) {
      last.toNs = Math.max(last.toNs, one.toNs);
      last.spans += 1;
      last.errors += one.errors;
    } else {
      const [traceId = "", spanId = ""] = one.id.split(" ");
      bars.push({ fromNs: one.fromNs, toNs: one.toNs, spans: 1, errors: one.errors, name: one.name, traceId, spanId });
    }
  }
  return bars;
}

/** Overlapping work of one agent is one bar as well: there is only one row for it. Runs that merely touch stay apart while they are wide enough. */
function isTooClose(bar: TimelineBar, next: Work, withinNs: number): boolean {
  if (next.fromNs < bar.toNs) return true;
  const isNarrow = next.toNs - bar.fromNs < withinNs * 2;
  return next.fromNs - bar.toNs < withinNs && (isNarrow || next.fromNs > bar.toNs);
}

/** How long at least one stretch of work of a lane lasted, overlaps counted once. Work must be in order of start. */
export function busyNs(work: readonly Pick<Work, "fromNs" | "toNs">[]): number {
  let [sum, until] = [0, Number.NEGATIVE_INFINITY];
  for (const { fromNs, toNs } of work) {
    sum += Math.max(0, toNs - Math.max(fromNs, until));
    until = Math.max(until, toNs);
  }
  return sum;
}
