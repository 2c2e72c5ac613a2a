/** A stretch of time in nanoseconds. */
export interface Stretch {
  fromNs: number;
  toNs: number;
}

/** A stretch in which nothing happened, drawn at a fixed width; `from` and `to` are where it stands, 0…1. */
export interface Gap extends Stretch {
  from: number;
  to: number;
}

/** Time laid on a line of length 1, with long silences shortened and named. */
export interface TimeScale {
  gaps: Gap[];
  at: (ns: number) => number;
  ticks: { at: number; ns: number }[];
}

/** A silence longer than this part of the whole is shortened. */
const GAP_SHARE_MIN = 0.08;
/** Below a second a silence tells something about the run; above, it only pushes everything else together. */
const GAP_NS_MIN = 1e9;
const GAP_WIDTH = 0.045;
const GAPS_MAX = 8;
const TICKS = 8;
/** A tick nearer than this to the end or to a gap would have its words on top of others. */
const TICK_ROOM = 0.05;
/** The words of a gap reach so far beyond it. */
const AFTER_GAP = 0.02;
/** Distances that people read off a clock, in seconds; below a second 1, 2 and 5 times a power of ten. */
const CLOCK_STEPS_S = [1, 2, 5, 10, 15, 30, 60, 120, 300, 600, 900, 1800, 3600, 7200, 10_800, 21_600, 43_200, 86_400];

/** The scale for a trace of `totalNs`; `busy` is when anything was at work. An overnight gate must not hide the minutes around it. */
export function compressTime(busy: readonly Stretch[], totalNs: number): TimeScale {
  const silences = silencesOf(busy, totalNs)
    .filter(({ fromNs, toNs }) => toNs - fromNs > Math.max(GAP_NS_MIN, totalNs * GAP_SHARE_MIN))
    .toSorted((a, b) => b.toNs - b.fromNs - (a.toNs - a.fromNs))
    .slice(0, GAPS_MAX)
    .toSorted((a, b) => a.fromNs - b.fromNs);
  const activeNs = Math.max(1, totalNs - silences.reduce((sum, gap) => sum + gap.toNs - gap.fromNs, 0));
  const perNs = (1 - silences.length * GAP_WIDTH) / activeNs;
  let silentNs = 0;
  const gaps = silences.map((silence, index): Gap => {
    const from = (silence.fromNs - silentNs) * perNs + index * GAP_WIDTH;
    silentNs += silence.toNs - silence.fromNs;
    return { ...silence, from, to: from + GAP_WIDTH };
  });
  const at = (ns: number) => place(Math.min(totalNs, Math.max(0, ns)), gaps, perNs);
  return { gaps, at, ticks: ticksOf(activeNs, totalNs, gaps, at) };
}

function place(ns: number, gaps: readonly Gap[], perNs: number): number {
  let silentNs = 0;
  let drawn = 0;
  for (const gap of gaps) {
    if (ns <= gap.fromNs) break;
    const within = Math.min(ns, gap.toNs) - gap.fromNs;
    silentNs += within;
    drawn += (within / (gap.toNs - gap.fromNs)) * GAP_WIDTH;
  }
  return Math.min(1, (ns - silentNs) * perNs + drawn);
}

function silencesOf(busy: readonly Stretch[], totalNs: number): Stretch[] {
  const silences: Stretch[] = [];
  let busyUntil = 0;
  for (const { fromNs, toNs } of busy.toSorted((a, b) => a.fromNs - b.fromNs)) {
    if (fromNs > busyUntil) silences.push({ fromNs: busyUntil, toNs: fromNs });
    busyUntil = Math.max(busyUntil, toNs);
  }
  if (totalNs > busyUntil) silences.push({ fromNs: busyUntil, toNs: totalNs });
  return silences;
}

/** Round times from the start of the trace, none of them inside a gap. */
function ticksOf(activeNs: number, totalNs: number, gaps: readonly Gap[], at: (ns: number) => number): TimeScale["ticks"] {
  const step = roundStep(activeNs / TICKS);
  const stretches = [0, ...gaps.map((gap) => gap.toNs)].map((fromNs, index) => ({ fromNs, toNs: gaps[index]?.fromNs ?? totalNs }));
  return stretches.flatMap(({ fromNs, toNs }) => {
    const first = Math.ceil(fromNs / step) * step;
    const count = Math.max(0, Math.min(TICKS * 2, Math.floor((toNs - first) / step) + 1));
    const begin = gaps.find((gap) => gap.toNs === fromNs)?.to ?? -1;
    const end = gaps.find((gap) => gap.fromNs === toNs)?.from ?? 1;
    return Array.from({ length: count }, (_, index) => ({ ns: first + index * step, at: at(first + index * step) })).filter((tick) => end - tick.at >= TICK_ROOM && tick.at - begin >= AFTER_GAP);
  });
}

function roundStep(ns: number): number {
  const clock = CLOCK_STEPS_S.find((seconds) => seconds * 1e9 >= ns);
  if (clock !== undefined && ns > 5e8) return clock * 1e9;
  const power = 10 ** Math.floor(Math.log10(Math.max(1, ns)));
  return ([1, 2, 5].find((step) => step * power >= ns) ?? 10) * power;
}
