import type { Database } from "@/lib/clickhouse/open-database.ts";
import type { Comparison, MovedMeasure, SeamMove, WindowTotals } from "@/lib/model/comparison.ts";
import { FINDING_CLASSES } from "@/lib/model/vocabulary.ts";
import { ALL_TIME, wholeMinutes, type TimeWindow } from "../time-window.ts";
import { isP95Moved, isRateMoved, isVolumeMoved, p95Of } from "./moved-beyond-chance.ts";
import { type ComparedTraffic, readComparedTraffic } from "./read-compared-traffic.ts";

/** As many lines as a person reads of one list; what is beyond is counted. */
const LINES_MAX = 100;

/** The window of the same length right before one. */
export function windowBefore({ from, to }: TimeWindow): TimeWindow {
  return { from: new Date(Math.max(ALL_TIME.from.getTime(), from.getTime() - (to.getTime() - from.getTime()))), to: from };
}

/** The window (widened to whole minutes) beside the one of the same length before it: what moved by more than chance explains, what came, what went. */
export async function compareWindows(db: Database, { project, from, to }: TimeWindow & { project: string }): Promise<Comparison> {
  const window = wholeMinutes({ from, to });
  const previous = windowBefore(window);
  const [now, before] = await Promise.all([readComparedTraffic(db, { project, ...window }), readComparedTraffic(db, { project, ...previous })]);
  const compared = compareTraffic(now, before);
  return { window: textOf(window), previous: textOf(previous), ...compared };
}

type Traffic = ReadonlyMap<string, ComparedTraffic>;

/** The traffic of two windows of the same length, held against each other. */
function compareTraffic(now: Traffic, before: Traffic): Omit<Comparison, "window" | "previous"> {
  const both = [...now.values()].flatMap((after) => {
    const was = before.get(after.seam.id);
    return was === undefined ? [] : [{ was, after }];
  });
  const lists = {
    moves: both.flatMap(({ was, after }) => movesOf(was, after)).toSorted((a, b) => Number(b.worse === true) - Number(a.worse === true) || distance(b) - distance(a) || (a.seam.id < b.seam.id ? -1 : 1)),
    appeared: [...now.values()].filter(({ seam }) => !before.has(seam.id)).map(trafficOf),
    vanished: [...before.values()].filter(({ seam }) => !now.has(seam.id)).map(trafficOf),
    newClasses: both.flatMap(({ was, after }) => FINDING_CLASSES.flatMap((of) => {
      const handoffs = after.byClass[of] ?? 0;
      return handoffs > 0 && (was.byClass[of] ?? 0) === 0 ? [{ seam: after.seam, class: of, handoffs }] : [];
    })).toSorted((a, b) => b.handoffs - a.handoffs),
    newPairs: both.flatMap(({ was, after }) => newPairsOf(was, after)).toSorted((a, b) => b.failed - a.failed || b.handoffs - a.handoffs),
  };
  const { moves, appeared, vanished, newClasses, newPairs } = lists;
  return {
    now: totalsOf(now),
    before: totalsOf(before),
    moves: moves.slice(0, LINES_MAX),
    appeared: appeared.slice(0, LINES_MAX),
    vanished: vanished.slice(0, LINES_MAX),
    newClasses: newClasses.slice(0, LINES_MAX),
    newPairs: newPairs.slice(0, LINES_MAX),
    left: [moves, appeared, vanished, newClasses, newPairs].reduce((left, list) => left + Math.max(0, list.length - LINES_MAX), 0),
  };
}

/** Of what was measured, all that was not lost: a lost handoff was never received. */
const latenciesOf = ({ handoffs, lost, quantiles }: ComparedTraffic) => ({ n: Math.max(0, handoffs - lost), quantiles });

function movesOf(was: ComparedTraffic, after: ComparedTraffic): SeamMove[] {
  const move = (measure: MovedMeasure, values: { before: number; after: number }, n = { before: was.handoffs, after: after.handoffs }): SeamMove => ({
    seam: after.seam, measure, ...values, nBefore: n.before, nAfter: n.after, worse: measure === "volume" ? null : values.after > values.before,
  });
  const rate = (measure: "failure_rate" | "silent_rate", of: "failed" | "silent"): SeamMove[] => {
    const isMoved = isRateMoved({ hits: was[of], trials: was.handoffs }, { hits: after[of], trials: after.handoffs });
    return isMoved ? [move(measure, { before: was[of] / was.handoffs, after: after[of] / after.handoffs })] : [];
  };
  const [late, later] = [latenciesOf(was), latenciesOf(after)];
  const p95 = isP95Moved(late, later) ? [move("p95", { before: p95Of(late) ?? 0, after: p95Of(later) ?? 0 }, { before: late.n, after: later.n })] : [];
  const volume = isVolumeMoved(was.handoffs, after.handoffs) ? [move("volume", { before: was.handoffs, after: after.handoffs })] : [];
  return [...rate("failure_rate", "failed"), ...rate("silent_rate", "silent"), ...p95, ...volume];
}

/** How far a measure went, so that moves of different measures can be put in order: rates by their difference, the others by their factor. */
function distance({ measure, before, after }: SeamMove): number {
  if (measure === "failure_rate" || measure === "silent_rate") return Math.abs(after - before);
  return Math.min(1, Math.abs(Math.log10(Math.max(after, 1e-9) / Math.max(before, 1e-9))));
}

const keyOf = ({ source, target, contract }: { source: string; target: string; contract: string }): string => JSON.stringify([source, target, contract]);

function newPairsOf(was: ComparedTraffic, after: ComparedTraffic): Comparison["newPairs"] {
  const known = new Set(was.pairs.map(keyOf));
  return after.pairs.filter((pair) => !known.has(keyOf(pair))).map((pair) => ({ seam: after.seam, ...pair }));
}

const trafficOf = ({ seam, handoffs, failed }: ComparedTraffic) => ({ seam, handoffs, failed });

function totalsOf(traffic: Traffic): WindowTotals {
  const totals: WindowTotals = { handoffs: 0, failed: 0, silent: 0, lost: 0, seams: traffic.size };
  for (const { handoffs, failed, silent, lost } of traffic.values()) {
    totals.handoffs += handoffs;
    totals.failed += failed;
    totals.silent += silent;
    totals.lost += lost;
  }
  return totals;
}

const textOf = ({ from, to }: TimeWindow) => ({ from: from.toISOString(), to: to.toISOString() });
