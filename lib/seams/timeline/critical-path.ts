import { groupBy } from "@/lib/model/group-by.ts";
import type { PathPart } from "@/lib/model/timeline.ts";
import { Cover } from "./cover.ts";
import type { Crossing } from "./crossings.ts";
import type { Work } from "./lane-work.ts";

/**
 * The chain of work and waits that decided when everything ended, in order of time and without a hole. It is walked backwards
 * from the last end. From an agent at work the walk goes to what it last waited for: the child run that ended last before, or
 * the handoff that reached it last (through transit, queue and gate back to its sender); from the beginning of a run to the
 * handoff that started it, else to the run around it, else to whoever was at work just before. What nothing covers is `idle`.
 *
 * The parts without `idle` are never longer than the whole, and as long as it when work and waits cover all of it. For the
 * spans of one process it is the critical path of Zhang et al., CRISP: Critical Path Analysis of Large-Scale Microservice
 * Architectures, USENIX ATC 2022 (the last returning child); the seams between are added as work that nobody does.
 */
export function criticalPath(work: readonly Work[], crossings: readonly Crossing[]): PathPart[] {
  const walk = new Walk(work, crossings);
  for (let left = (work.length + crossings.length + 1) * 6; left > 0 && walk.step(); left -= 1);
  return walk.parts.toReversed();
}

type Stop = { run: Work; crossing?: never } | { crossing: Crossing; run?: never };

class Walk {
  readonly parts: PathPart[] = [];
  readonly #byId: ReadonlyMap<string, Work>;
  readonly #children: Map<string, Work[]>;
  readonly #inLane: Map<string, Cover<Work>>;
  readonly #into: Map<string, Crossing[]>;
  readonly #anything: Cover<Work | Crossing>;
  readonly #endBefore: ReadonlyMap<Work, number>;
  readonly #taken = new Set<Crossing>();
  #at: number;
  #stop: Stop | undefined;

  constructor(work: readonly Work[], crossings: readonly Crossing[]) {
    this.#byId = new Map(work.map((run) => [run.id, run]));
    this.#children = groupBy(work.toSorted((a, b) => a.toNs - b.toNs), (run) => run.parentId);
    const lanes = groupBy(work, (run) => run.lane);
    this.#inLane = new Map([...lanes].map(([lane, runs]) => [lane, new Cover(runs)]));
    this.#into = groupBy(crossings.toSorted((a, b) => a.toNs - b.toNs), (crossing) => crossing.to);
    this.#anything = new Cover<Work | Crossing>([...work, ...crossings]);
    this.#endBefore = new Map([...lanes.values()].flatMap(endsBefore));
    this.#at = [...work, ...crossings].reduce((latest, one) => Math.max(latest, one.toNs), 0);
    this.#stop = this.#whoeverBefore();
  }

  /** Goes one stretch back; false at the beginning. */
  step(): boolean {
    if (this.#stop === undefined) return false;
    this.#stop = this.#stop.run === undefined ? this.#throughCrossing(this.#stop.crossing) : this.#throughRun(this.#stop.run);
    return this.#stop !== undefined;
  }

  /** From inside a run to what it last waited for, or to its beginning and what started it. */
  #throughRun(run: Work): Stop | undefined {
    const child = lastBy(this.#children.get(run.id), this.#at);
    const crossing = this.#arrivalIn(run.lane);
    const reached = crossing !== undefined && crossing.toNs > run.fromNs && crossing.toNs >= (child?.toNs ?? run.fromNs) ? crossing : undefined;
    if (reached !== undefined) return this.#go("work", run.lane, reached.toNs, { crossing: reached });
    if (child !== undefined && child.toNs > run.fromNs) {
      this.#children.get(run.id)?.pop();
      return this.#go("work", run.lane, child.toNs, { run: child });
    }
    this.#go("work", run.lane, run.fromNs, { run });
    const started = this.#arrivalIn(run.lane);
    if (started !== undefined && started.toNs > (this.#endBefore.get(run) ?? Number.NEGATIVE_INFINITY)) {
      this.#add("queue", started.from, started.to, started.handoffId, started.toNs);
      return { crossing: started };
    }
    const around = this.#byId.get(run.parentId);
    return around !== undefined && around.fromNs < this.#at && around.toNs >= this.#at ? { run: around } : this.#whoeverBefore();
  }

  /** From a handoff's arrival to the moment it was sent, and to its sender. */
  #throughCrossing(crossing: Crossing): Stop | undefined {
    this.#taken.add(crossing);
    for (const part of crossing.parts.toReversed()) this.#add(part.kind, crossing.from, crossing.to, crossing.handoffId, part.fromNs);
    const sender = this.#inLane.get(crossing.from)?.before(this.#at);
    return sender !== undefined && sender.fromNs < this.#at && sender.toNs >= this.#at ? { run: sender } : this.#whoeverBefore();
  }

  /** Whoever was at work just before, or ended last; the time in between is idle. */
  #whoeverBefore(): Stop | undefined {
    const found = this.#anything.before(this.#at);
    if (found === undefined) return undefined;
    this.#add("idle", "", "", "", found.toNs);
    if (!("handoffId" in found)) return { run: found };
    return { crossing: found };
  }

  /** The last handoff that had reached the lane by now and was not walked through yet. */
  #arrivalIn(lane: string): Crossing | undefined {
    const arrivals = this.#into.get(lane) ?? [];
    for (let last = arrivals.at(-1); last !== undefined && (last.toNs > this.#at || this.#taken.has(last)); last = arrivals.at(-1)) arrivals.pop();
    return arrivals.at(-1);
  }

  #go(kind: "work", lane: string, untilNs: number, stop: Stop): Stop {
    this.#add(kind, lane, lane, "", untilNs);
    return stop;
  }

  /** Adds the stretch back to a moment; it joins the part after it where that is the same. */
  #add(kind: PathPart["kind"], from: string, to: string, handoffId: string, fromNs: number): void {
    if (fromNs >= this.#at) return;
    const next = this.parts.at(-1);
    if (next !== undefined && next.kind === kind && next.from === from && next.to === to && next.handoffId === handoffId) next.fromNs = fromNs;
    else this.parts.push({ kind, from, to, handoffId, fromNs, toNs: this.#at });
    this.#at = fromNs;
  }
}

/** The last of those in order of their ends that had ended by then; what ended later is no use any more, since time only falls. */
function lastBy(runs: Work[] | undefined, ns: number): Work | undefined {
  if (runs === undefined) return undefined;
  for (let last = runs.at(-1); last !== undefined && last.toNs > ns; last = runs.at(-1)) runs.pop();
  return runs.at(-1);
}

/** For each run of a lane, when the runs that began before it had ended. */
function endsBefore(runs: readonly Work[]): [Work, number][] {
  let until = Number.NEGATIVE_INFINITY;
  return runs.toSorted((a, b) => a.fromNs - b.fromNs).map((run): [Work, number] => {
    const before = until;
    until = Math.max(until, run.toNs);
    return [run, before];
  });
}
