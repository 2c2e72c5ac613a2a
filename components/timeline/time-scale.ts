import type { TimelineSilence } from "@/lib/model/timeline.ts";

/** A stretch of time in nanoseconds from the timeline's start. */
export interface Stretch {
  fromNs: number;
  toNs: number;
}

/** A silence drawn at a fixed width; `from` and `to` are where it stands, 0…1. */
interface Gap extends TimelineSilence {
  from: number;
  to: number;
}

/** A window of time laid on a line of length 1, with long silences shortened. */
export interface TimeScale extends Stretch {
  gaps: Gap[];
  /** Where a moment stands; moments outside of the window stand at its ends. */
  at: (ns: number) => number;
  /** The moment at a place. */
  ns: (at: number) => number;
  ticks: { at: number; ns: number }[];
}

/** A silence longer than this part of the window is shortened. */
const GAP_SHARE_MIN = 0.08;
/** Below a second a silence tells something about the run; above, it only pushes everything else together. */
const GAP_NS_MIN = 1e9;
const GAP_WIDTH = 0.045;
const GAPS_MAX = 8;
/** With less than this part of the window outside of silences, the silence itself is what is looked at. */
const ACTIVE_SHARE_MIN = 1e-9;
const TICKS = 8;
/** A tick nearer than this to the end or to a gap would have its words on top of others. */
const TICK_ROOM = 0.05;
/** The words of a gap reach so far beyond it. */
const AFTER_GAP = 0.02;
/** Distances that people read off a clock, in seconds; below a second 1, 2 and 5 times a power of ten. */
const CLOCK_STEPS_S = [1, 2, 5, 10, 15, 30, 60, 120, 300, 600, 900, 1800, 3600, 7200, 10_800, 21_600, 43_200, 86_400];

/** The scale of a window. An overnight gate must not hide the minutes around it; `silences` are in order of time. */
export function scaleOf(silences: readonly TimelineSilence[], window: Stretch): TimeScale {
  const { fromNs, toNs } = window;
  const lengthNs = Math.max(1, toNs - fromNs);
  const long = silences
    .map((silence) => ({ ...silence, fromNs: Math.max(fromNs, silence.fromNs), toNs: Math.min(toNs, silence.toNs) }))
    .filter((silence) => silence.toNs - silence.fromNs > Math.max(GAP_NS_MIN, lengthNs * GAP_SHARE_MIN))
    .toSorted((a, b) => b.toNs - b.fromNs - (a.toNs - a.fromNs))
    .slice(0, GAPS_MAX)
    .toSorted((a, b) => a.fromNs - b.fromNs);
  const silentNs = long.reduce((sum, gap) => sum + gap.toNs - gap.fromNs, 0);
  const shortened = lengthNs - silentNs > lengthNs * ACTIVE_SHARE_MIN ? long : [];
  const activeNs = shortened.length === 0 ? lengthNs : lengthNs - silentNs;
  const perNs = (1 - shortened.length * GAP_WIDTH) / activeNs;
  let passedNs = 0;
  const gaps = shortened.map((silence, index): Gap => {
    const from = (silence.fromNs - fromNs - passedNs) * perNs + index * GAP_WIDTH;
    passedNs += silence.toNs - silence.fromNs;
    return { ...silence, from, to: from + GAP_WIDTH };
  });
  const at = (ns: number) => placeOf(Math.min(toNs, Math.max(fromNs, ns)) - fromNs, gaps, perNs, fromNs);
  return { fromNs, toNs, gaps, at, ns: (place) => momentAt(Math.min(1, Math.max(0, place)), gaps, perNs, window), ticks: ticksOf(activeNs, window, gaps, at) };
}

function placeOf(sinceNs: number, gaps: readonly Gap[], perNs: number, fromNs: number): number {
  let silentNs = 0;
  let drawn = 0;
  for (const gap of gaps) {
    if (sinceNs <= gap.fromNs - fromNs) break;
    const within = Math.min(sinceNs, gap.toNs - fromNs) - (gap.fromNs - fromNs);
    silentNs += within;
    drawn += (within / (gap.toNs - gap.fromNs)) * GAP_WIDTH;
  }
  return Math.min(1, (sinceNs - silentNs) * perNs + drawn);
}

function momentAt(place: number, gaps: readonly Gap[], perNs: number, { fromNs, toNs }: Stretch): number {
  let [ns, from] = [fromNs, 0];
  for (const gap of gaps) {
    if (place < gap.from) break;
    if (place <= gap.to) return gap.fromNs + ((place - gap.from) / (gap.to - gap.from)) * (gap.toNs - gap.fromNs);
    [ns, from] = [gap.toNs, gap.to];
  }
  return Math.min(toNs, ns + (place - from) / perNs);
}

/** Round times from the start of the timeline, none of them inside a gap. */
function ticksOf(activeNs: number, { fromNs, toNs }: Stretch, gaps: readonly Gap[], at: (ns: number) => number): TimeScale["ticks"] {
  const step = roundStep(activeNs / TICKS);
  const stretches = [fromNs, ...gaps.map((gap) => gap.toNs)].map((from, index) => ({ from, to: gaps[index]?.fromNs ?? toNs }));
  return stretches.flatMap(({ from, to }) => {
    const first = Math.ceil(from / step) * step;
    const count = Math.max(0, Math.min(TICKS * 2, Math.floor((to - first) / step) + 1));
    const begin = gaps.find((gap) => gap.toNs === from)?.to ?? -1;
    const end = gaps.find((gap) => gap.fromNs === to)?.from ?? 1;
    return Array.from({ length: count }, (_, index) => ({ ns: first + index * step, at: at(first + index * step) })).filter((tick) => end - tick.at >= TICK_ROOM && tick.at - begin >= AFTER_GAP);
  });
}

function roundStep(ns: number): number {
  const clock = CLOCK_STEPS_S.find((seconds) => seconds * 1e9 >= ns);
  if (clock !== undefined && ns > 5e8) return clock * 1e9;
  const power = 10 ** Math.floor(Math.log10(Math.max(1, ns)));
  return ([1, 2, 5].find((step) => step * power >= ns) ?? 10) * power;
}
