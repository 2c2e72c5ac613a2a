import type { Timeline, TimelineArrow, TimelineLane, TimelineWait } from "@/lib/model/timeline.ts";

/** What goes on at one moment of a timeline. */
export interface Active {
  /** Lanes at work, by their place. */
  lanes: number[];
  /** Handoffs on their way. */
  arrows: TimelineArrow[];
  /** Handoffs sent before, of which no reception is told. */
  missing: TimelineArrow[];
  gates: TimelineWait[];
}

/** What goes on at a moment; a handoff that takes no time is on its way for `aroundNs` before and after. */
export function activeAt({ lanes, arrows, waits }: Pick<Timeline, "arrows" | "waits"> & { lanes: readonly TimelineLane[] }, ns: number, aroundNs: number): Active {
  return {
    lanes: lanes.flatMap((lane, index) => (lane.bars.some((bar) => bar.fromNs <= ns && bar.toNs >= ns) ? [index] : [])),
    arrows: arrows.filter((arrow) => arrow.toNs !== null && Math.min(arrow.fromNs, arrow.toNs) - aroundNs <= ns && Math.max(arrow.fromNs, arrow.toNs) + aroundNs >= ns),
    missing: arrows.filter((arrow) => arrow.toNs === null && arrow.fromNs <= ns),
    gates: waits.filter((wait) => wait.kind === "gate" && wait.fromNs <= ns && wait.toNs >= ns),
  };
}

/** The moments at which something begins or ends, in order, each once: where a playhead may step to. */
export function momentsOf({ lanes, arrows, durationNs }: Pick<Timeline, "lanes" | "arrows" | "durationNs">): number[] {
  const moments = [0, durationNs, ...lanes.flatMap((lane) => lane.bars.flatMap((bar) => [bar.fromNs, bar.toNs])), ...arrows.flatMap((arrow) => [arrow.fromNs, arrow.toNs ?? arrow.fromNs])];
  return [...new Set(moments)].toSorted((a, b) => a - b);
}
