import type { TimelineSilence, TimelineWait } from "@/lib/model/timeline.ts";
import type { TraceSpan } from "@/lib/model/trace.ts";

/** More silences than this are of no use: nobody zooms in so far, and they would be sent all the same. */
const SILENCES_MAX = 200;
/** Where nothing lasted (events that were logged), each has this part of the whole, or it would vanish between two silences. */
const ROOM_OF_MOMENTS = 0.02;

/** When nothing was at work, each silence named by what was waited for in most of it, where that is known. */
export function silencesIn(spans: readonly TraceSpan[], durationNs: number, waits: readonly TimelineWait[]): TimelineSilence[] {
  const roomNs = spans.every((span) => span.durationNs === 0) ? durationNs * ROOM_OF_MOMENTS : 0;
  return gapsBetween(busyIn(spans, roomNs), durationNs)
    .map(({ fromNs, toNs }) => ({ fromNs: Math.max(0, fromNs - roomNs), toNs }))
    .toSorted((a, b) => b.toNs - b.fromNs - (a.toNs - a.fromNs))
    .slice(0, SILENCES_MAX)
    .toSorted((a, b) => a.fromNs - b.fromNs)
    .map((gap) => {
      const words = waitIn(gap, waits)?.words;
      return words === undefined ? gap : { ...gap, words };
    });
}

interface Stretch {
  fromNs: number;
  toNs: number;
}

/** Only spans without children: a workflow that waits overnight for a person is not busy all night. */
function busyIn(spans: readonly TraceSpan[], roomNs: number): Stretch[] {
  const parents = new Set(spans.map((span) => span.parentSpanId));
  return spans.filter((span) => !parents.has(span.spanId)).map((span) => ({ fromNs: span.startNs, toNs: span.startNs + span.durationNs + roomNs }));
}

function gapsBetween(busy: readonly Stretch[], durationNs: number): Stretch[] {
  const gaps: Stretch[] = [];
  let busyUntil = 0;
  for (const { fromNs, toNs } of busy.toSorted((a, b) => a.fromNs - b.fromNs)) {
    if (fromNs > busyUntil) gaps.push({ fromNs: busyUntil, toNs: fromNs });
    busyUntil = Math.max(busyUntil, toNs);
  }
  if (durationNs > busyUntil) gaps.push({ fromNs: busyUntil, toNs: durationNs });
  return gaps;
}

/** Of several waits that fill the silence alike, the shortest is the plainest reason. */
function waitIn(gap: Stretch, waits: readonly TimelineWait[]): TimelineWait | undefined {
  const shares = waits.map((wait) => ({ wait, share: (Math.min(gap.toNs, wait.toNs) - Math.max(gap.fromNs, wait.fromNs)) / (gap.toNs - gap.fromNs) }));
  const within = shares.filter(({ share }) => share > 0.5);
  return within.toSorted((a, b) => b.share - a.share || a.wait.toNs - a.wait.fromNs - (b.wait.toNs - b.wait.fromNs))[0]?.wait;
}
