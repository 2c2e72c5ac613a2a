import { groupBy } from "@/lib/model/group-by.ts";
import type { Handoff } from "@/lib/model/handoff.ts";
import type { Verdict } from "@/lib/model/vocabulary.ts";
import { firstAt, lastAt } from "../legs.ts";
import { normaliseName } from "@/lib/model/normalise-name.ts";

/** By which payload one handoff may have become part of the next: what its target received, or what its target gave back to its source. */
export interface Link {
  step: Step;
  via: "received" | "returned";
}

/** A handoff in the chains of its workflow. Links lead from lower to higher `index` only, so that no chain is a circle. */
export interface Step {
  handoff: Handoff;
  index: number;
  sentAt: bigint;
  /** Undefined when nobody reported the reception. */
  receivedAt: bigint | undefined;
  /** What its source had taken up before it sent, the latest first; at most eight. */
  before: Link[];
  after: Link[];
}

/** An agent that was given more than this before it sent is not looked through in whole. */
const BEFORE_MAX = 8;
/** What was stopped at the boundary, or never arrived, is not what the target went on with. */
const STOPPED: ReadonlySet<Verdict> = new Set(["rejected", "dead_lettered", "lost", "held", "pending"]);

/** Whether a target went on with what it was handed. */
export const wentOn = ({ handoff }: Step): boolean => !STOPPED.has(handoff.verdict);

/** Whether a target went on with what was wrong: a handoff that recovered was put right. */
export const ranOn = (step: Step): boolean => wentOn(step) && step.handoff.verdict !== "recovered";

/**
 * The handoffs of a workflow in order, each with those before it: the one that `handoff.parent_id` names, else what its source
 * had received, or got back, before it sent.
 */
export function chainOf(handoffs: readonly Handoff[]): Step[] {
  const steps = parentsFirst([...new Map(handoffs.filter((handoff) => !handoff.candidate).map((handoff) => [handoff.id, handoff])).values()].map(stepOf));
  for (const [index, step] of steps.entries()) step.index = index;
  const byId = new Map(steps.map((step) => [step.handoff.id, step]));
  const takenUp = groupBy(steps.flatMap(arrivalsOf), ({ agent }) => agent);
  for (const arrivals of takenUp.values()) arrivals.sort((a, b) => Number(a.at > b.at) - Number(a.at < b.at) || a.link.step.index - b.link.step.index);
  for (const step of steps) {
    const parent = byId.get(step.handoff.parentId);
    const links: Link[] = parent !== undefined && parent.index < step.index ? [{ step: parent, via: "received" }] : arrivedBefore(step, takenUp);
    step.before = links;
    for (const { step: earlier, via } of links) earlier.after.push({ step, via });
  }
  return steps;
}

function stepOf(handoff: Handoff): Step {
  const sent = firstAt(handoff.legs, "sent");
  const first = handoff.legs[0];
  const sentAt = sent ?? (first === undefined ? BigInt(Date.parse(handoff.startedAt)) * 1_000_000n : BigInt(first.at));
  return { handoff, index: 0, sentAt, receivedAt: firstAt(handoff.legs, "received"), before: [], after: [] };
}

/** In order of time, except that a parent stands before its children even when its clock is ahead of theirs. */
function parentsFirst(unordered: readonly Step[]): Step[] {
  const sorted = unordered.toSorted((a, b) => Number(a.sentAt > b.sentAt) - Number(a.sentAt < b.sentAt) || (a.handoff.id < b.handoff.id ? -1 : 1));
  const byId = new Map(sorted.map((step) => [step.handoff.id, step]));
  const placed = new Set<Step>();
  for (const step of sorted) {
    const path = new Set<Step>();
    for (let next: Step | undefined = step; next !== undefined && !placed.has(next) && !path.has(next); next = byId.get(next.handoff.parentId)) path.add(next);
    for (const one of [...path].toReversed()) placed.add(one);
  }
  return [...placed];
}

interface Arrival {
  agent: string;
  at: bigint;
  link: Link;
}

/** When an agent took something up by a handoff: the target what it received, and a waiting caller the answer. */
function arrivalsOf(step: Step): Arrival[] {
  const { handoff, receivedAt } = step;
  if (!wentOn(step)) return [];
  const done = lastAt(handoff.legs, "completed");
  const isAnswered = done !== undefined && (handoff.returned !== null || handoff.mode === "return_to_caller");
  return [
    ...(receivedAt === undefined ? [] : [{ agent: normaliseName(handoff.target.name), at: receivedAt, link: { step, via: "received" as const } }]),
    ...(isAnswered ? [{ agent: normaliseName(handoff.source.name), at: done, link: { step, via: "returned" as const } }] : []),
  ];
}

function arrivedBefore(step: Step, takenUp: ReadonlyMap<string, readonly Arrival[]>): Link[] {
  const arrivals = takenUp.get(normaliseName(step.handoff.source.name)) ?? [];
  const links: Link[] = [];
  for (let at = countUpTo(arrivals, step.sentAt) - 1; at >= 0 && links.length < BEFORE_MAX; at -= 1) {
    const link = arrivals[at]?.link;
    if (link !== undefined && link.step.index < step.index) links.push(link);
  }
  return links;
}

/** How many arrivals, which are in order of time, are not later than a moment. */
function countUpTo(arrivals: readonly Arrival[], moment: bigint): number {
  let [low, high] = [0, arrivals.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((arrivals[middle]?.at ?? 0n) <= moment) low = middle + 1;
    else high = middle;
  }
  return low;
}
