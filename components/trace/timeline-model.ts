import type { TraceDetail, TraceSpan } from "@/lib/model/trace.ts";
import type { Wait } from "@/lib/model/workflow.ts";
import { compressTime, type Gap, type Stretch } from "./compress-time.ts";

/** An agent at work, from and to as parts of the width, 0…1. Several spans too close to be told apart are one bar. */
interface LaneBar {
  from: number;
  to: number;
  spans: number;
  errors: number;
  name: string;
  durationNs: number;
}

export interface Lane {
  name: string;
  bars: LaneBar[];
}

/** A handoff between two lanes. `to` is null when this trace has no reception of it. */
export interface LaneArrow {
  handoffId: string;
  fromLane: number;
  toLane: number;
  from: number;
  to: number | null;
  failed: boolean;
  tookNs: number | null;
  /** Where on the arrow its link stands; null when every place on it is taken by others. */
  link: { at: number; lane: number } | null;
}

export interface Timeline {
  lanes: Lane[];
  arrows: LaneArrow[];
  /** Silences, shortened; `words` say what was waited for, where that is known. */
  gaps: (Gap & { words: string | undefined })[];
  ticks: { at: number; ns: number }[];
}

/** Bars closer than this part of the width are drawn as one, so that a lane of ten thousand spans stays light. */
const MERGE_WITHIN = 0.0015;

/** Where nothing lasted (events that were logged), each has this part of the whole, or it would vanish between two silences. */
const ROOM_OF_MOMENTS = 0.02;

/** What the timeline of a trace, or of all traces of a workflow, draws: a lane an agent, its work as bars, handoffs as arrows, silences shortened. */
export function timelineOf(trace: Pick<TraceDetail, "lanes" | "spanList" | "arrows" | "durationMs">, waits: readonly Wait[] = []): Timeline {
  const ends = [...trace.spanList.map((span) => span.startNs + span.durationNs), ...trace.arrows.map((arrow) => arrow.toNs ?? arrow.fromNs)];
  const totalNs = Math.max(1, trace.durationMs * 1e6, ends.reduce((most, end) => Math.max(most, end), 0));
  const roomNs = trace.spanList.every((span) => span.durationNs === 0) ? totalNs * ROOM_OF_MOMENTS : 0;
  const { gaps: silences, at, ticks } = compressTime(busyOf(trace.spanList, roomNs), totalNs);
  const gaps = silences.map((silence) => ({ ...silence, fromNs: Math.max(0, silence.fromNs - roomNs) }));
  const laneAt = new Map(trace.lanes.map((name, index) => [name, index]));
  return {
    lanes: trace.lanes.map((name) => ({ name, bars: barsOf(workOf(trace.spanList, name), at) })),
    arrows: placeLinks(trace.arrows.map((arrow) => ({
      handoffId: arrow.handoffId,
      fromLane: laneAt.get(arrow.fromLane) ?? 0,
      toLane: laneAt.get(arrow.toLane) ?? 0,
      from: at(arrow.fromNs),
      to: arrow.toNs === null ? null : at(arrow.toNs),
      failed: arrow.failed,
      tookNs: arrow.toNs === null ? null : arrow.toNs - arrow.fromNs,
      link: null,
    }))),
    gaps: gaps.map((gap) => ({ ...gap, words: waitIn(gap, waits)?.words })),
    ticks,
  };
}

/** A silence is named by what was waited for in most of it; of several alike the shortest wait is the plainest reason. */
function waitIn(gap: Stretch, waits: readonly Wait[]): Wait | undefined {
  const shares = waits.map((wait) => ({ wait, share: (Math.min(gap.toNs, wait.toNs) - Math.max(gap.fromNs, wait.fromNs)) / (gap.toNs - gap.fromNs) }));
  const within = shares.filter(({ share }) => share > 0.5);
  return within.toSorted((a, b) => b.share - a.share || a.wait.toNs - a.wait.fromNs - (b.wait.toNs - b.wait.fromNs))[0]?.wait;
}

/** Parts of an arrow's length at which its link may stand, the best first. */
const PLACES = [0.5, 0.66, 0.34, 0.82, 0.18, 0.94, 0.06];
/** Links closer than this cannot be pressed one by one (WCAG 2.5.8: 24 pixels); the lanes are 38 high, the plot rarely narrower than 700. */
const APART = { at: 25 / 700, lane: 25 / 38 };

/** Gives each arrow's link a place where no other stands, failed handoffs first. */
function placeLinks(arrows: LaneArrow[]): LaneArrow[] {
  const taken: { at: number; lane: number }[] = [];
  const free = (place: { at: number; lane: number }) =>
    taken.every((other) => Math.abs(other.at - place.at) >= APART.at || Math.abs(other.lane - place.lane) >= APART.lane);
  for (const arrow of arrows.toSorted((a, b) => Number(b.failed) - Number(a.failed))) {
    const to = arrow.to ?? arrow.from;
    const places = PLACES.map((part) => ({ at: arrow.from + (to - arrow.from) * part, lane: arrow.fromLane + (arrow.toLane - arrow.fromLane) * part }));
    arrow.link = places.find(free) ?? null;
    if (arrow.link !== null) taken.push(arrow.link);
  }
  return arrows;
}

/** Only spans without children: a workflow that waits overnight for a person is not busy all night. */
function busyOf(spans: readonly TraceSpan[], roomNs: number): Stretch[] {
  const parents = new Set(spans.map((span) => span.parentSpanId));
  return spans.filter((span) => !parents.has(span.spanId)).map((span) => ({ fromNs: span.startNs, toNs: span.startNs + span.durationNs + roomNs }));
}

/** The agent's own spans; in a lane without any (a service), its outermost spans. */
function workOf(spans: readonly TraceSpan[], lane: string): TraceSpan[] {
  const own = spans.filter((span) => span.lane === lane);
  const agents = own.filter((span) => span.isAgent);
  if (agents.length > 0) return agents;
  const ids = new Set(own.map((span) => span.spanId));
  return own.filter((span) => !ids.has(span.parentSpanId));
}

function barsOf(spans: readonly TraceSpan[], at: (ns: number) => number): LaneBar[] {
  const bars: LaneBar[] = [];
  for (const span of spans.toSorted((a, b) => a.startNs - b.startNs)) {
    const from = at(span.startNs);
    const to = at(span.startNs + span.durationNs);
    const error = span.status === "error" ? 1 : 0;
    const last = bars.at(-1);
    if (last !== undefined && from - last.to < MERGE_WITHIN) {
      last.to = Math.max(last.to, to);
      last.spans += 1;
      last.errors += error;
      last.durationNs += span.durationNs;
    } else bars.push({ from, to, spans: 1, errors: error, name: span.name, durationNs: span.durationNs });
  }
  return bars;
}
