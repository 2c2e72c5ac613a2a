import { firstAt } from "../legs.ts";
import type { CoordinationById, Shortfall } from "./coordination.ts";
import { note } from "./coordination.ts";
import { type FanIn, type Join, type Member, fanInsOf, keysOf, ownsUp } from "./group-joins.ts";
import { type Barrier, type GroupSpan, barrierOf, countOf, neededOf } from "./groups.ts";
import { type Passing, bySending } from "./passing.ts";

/** Clocks of two machines may differ by this much without anybody noticing; those of one trace hardly do. */
const CLEARLY_NANOS = 5_000_000n;
const CLEARLY_ELSEWHERE_NANOS = 100_000_000n;
const NAMED_MAX = 100;
const JOINS_MAX = 100;

/** What the shortfalls of declared fan-outs are found with: the handoff of an id, and the first one into a run. */
export interface Lookup {
  passingOf(handoffId: string): Passing | undefined;
  firstInto(span: GroupSpan): Passing | undefined;
  firstOutOf(span: GroupSpan): Passing | undefined;
}

/**
 * What declared fan-outs (`handoff.group.*`) came short of, over all traces that share their id: results still on their way
 * when the barrier should have held (race), results that had been sent and were not counted (dropped), and fan-outs of none.
 */
export function findGroupShortfalls(spans: readonly GroupSpan[], lookup: Lookup, facts: CoordinationById): void {
  const ids = [...new Set(spans.flatMap(({ handoffId }) => handoffId ?? []))];
  const passings = ids.flatMap((id) => lookup.passingOf(id) ?? []).toSorted(bySending);
  const barrier = barrierOf(spans.map(({ span }) => span));
  if (barrier.expected === 0) return noteEmpty(spans, passings, lookup, facts);
  const fanIns = fanInsOf(spans, passings);
  for (const fanIn of fanIns) judgeFanIn(fanIn, { barrier, spans }, facts);
  const known = new Set(fanIns.flatMap(({ joins }) => joins.flatMap(({ run }) => run?.span.spanId ?? [])));
  for (const one of spans) if (!known.has(one.run?.span.spanId ?? "")) judgeCount(one, barrier, lookup, facts);
}

interface Agreed {
  barrier: Barrier;
  spans: readonly GroupSpan[];
}

/** All runs that join, unless one of them had enough. An id that is in more of them than a fan-out has is no fan-out's. */
function judgeFanIn({ members, joins }: FanIn, { barrier, spans }: Agreed, facts: CoordinationById): void {
  const expected = barrier.expected ?? keysOf(members).size;
  const needed = neededOf(barrier, expected);
  if (joins.length > JOINS_MAX || joins.some((join) => gotBy(join) >= needed)) return;
  const taken = keysOf(joins.flatMap((join) => join.receptions));
  for (const join of joins) judge({ members, taken, expected, needed, barrier, spans }, join, facts);
}

interface Judged extends Agreed {
  members: readonly Member[];
  /** Places of the fan-out whose results some run took. */
  taken: ReadonlySet<string>;
  expected: number;
  needed: number;
}

function judge({ members, taken, expected, needed, barrier, spans }: Judged, join: Join, facts: CoordinationById): void {
  const got = gotBy(join);
  const [first] = join.receptions.map(({ passing }) => passing).toSorted(bySending);
  if (first === undefined) return;
  const missing = membersWithout(members, join);
  const late = missing.filter(({ passing }) => passing.sentAt !== undefined && passing.sentAt > join.began + marginOf(passing, join));
  const shortfall = { basis: "declared" as const, aggregator: join.aggregator, got, expected, barrier: saidOf(barrier, needed), isSameAgent: true };
  if (late.length > 0) note(facts, first.evidence.id, { race: { ...shortfall, missing: late.slice(0, NAMED_MAX).map((member) => lateLabel(member, join)) } });
  const dropped = missing.filter((member) => !late.includes(member) && member.passing.sentAt !== undefined && !isSettled(member.passing) && !taken.has(member.key));
  const uncounted = join.counted === undefined ? 0 : keysOf(join.receptions).size - join.counted;
  if ((dropped.length === 0 && uncounted <= 0) || needed - got - late.length <= 0 || ownsUp(join, spans)) return;
  note(facts, first.evidence.id, { dropped: { ...shortfall, missing: dropped.slice(0, NAMED_MAX).map(({ label }) => label) } });
}

const saidOf = ({ kind }: Barrier, needed: number): Shortfall["barrier"] => (kind === undefined ? undefined : { kind, needed });

const gotBy = (join: Join): number => join.counted ?? keysOf(join.receptions).size;

function membersWithout(members: readonly Member[], join: Join): Member[] {
  const had = keysOf(join.receptions);
  return [...new Map(members.filter(({ key }) => !had.has(key)).map((member) => [member.key, member])).values()];
}

const marginOf = ({ evidence }: Passing, { run }: Join): bigint =>
  evidence.legs.some((leg) => leg.kind === "sent" && leg.traceId === run?.span.traceId) ? CLEARLY_NANOS : CLEARLY_ELSEWHERE_NANOS;

const lateLabel = ({ label, passing }: Member, { began }: Join): string => `${label} (sent ${Number(((passing.sentAt ?? began) - began) / 1_000_000n)} ms later)`;

/** Refused or put aside: that is told by a finding of its own. */
const isSettled = ({ evidence }: Passing): boolean => firstAt(evidence.legs, "rejected") !== undefined || firstAt(evidence.legs, "dead_lettered") !== undefined;

/** A run that says how many results there were to be and how many it had, with nothing else known of them. */
function judgeCount(one: GroupSpan, barrier: Barrier, lookup: Lookup, facts: CoordinationById): void {
  const got = countOf(one.span, "handoff.group.received_count");
  const first = lookup.firstInto(one);
  if (got === undefined || first === undefined || barrier.expected === undefined) return;
  const needed = neededOf(barrier, barrier.expected);
  const aggregator = one.run?.name ?? first.evidence.target.name;
  const join: Join = { aggregator, run: one.run, receptions: [], counted: got, began: one.span.startUnixNano };
  if (got >= needed || ownsUp(join, [one])) return;
  const dropped: Shortfall = { basis: "declared", aggregator, got, expected: barrier.expected, barrier: saidOf(barrier, needed), missing: [], isSameAgent: true };
  note(facts, first.evidence.id, { dropped });
}

/** Whoever fanned out counted none: the first thing it handed over all the same. */
function noteEmpty(spans: readonly GroupSpan[], passings: readonly Passing[], lookup: Lookup, facts: CoordinationById): void {
  const from = spans.filter(({ handoffId }) => handoffId === undefined).flatMap((one) => lookup.firstOutOf(one) ?? []);
  const [first] = [...passings, ...from].filter(({ evidence }) => evidence.direction === "forward").toSorted(bySending);
  if (first !== undefined) note(facts, first.evidence.id, { emptyFanOut: { basis: "declared", list: "handoff.group.expected_count", isSure: true } });
}
