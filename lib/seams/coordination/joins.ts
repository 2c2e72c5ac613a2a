import { textOf } from "@/lib/model/attributes.ts";
import type { Span } from "@/lib/model/span.ts";
import { ownTexts, reappears } from "../payload/data-flow.ts";
import { flatText } from "../payload/texts-in.ts";
import { inputOf, outputOf } from "../trace/agent-exchange.ts";
import { isOverBy } from "../trace/clock.ts";
import type { AgentRun, TraceIndex } from "../trace/index-trace.ts";
import { failureText, normaliseStatus } from "../trace/normalise-status.ts";
import { readInput } from "../trace/read-messages.ts";
import type { CoordinationById, Shortfall } from "./coordination.ts";
import { note } from "./coordination.ts";
import { type Families, findFamilies } from "./families.ts";
import { GROUP, barrierOf, neededOf } from "./groups.ts";
import type { Passing, TraceView } from "./passing.ts";

/** Clocks of one trace's processes differ by less than this on one machine or in one cluster; "before" must mean more. */
const CLEARLY_NANOS = 5_000_000n;
/** Who is named, and whose texts are compared; beyond it a list is no longer read, and comparing takes time. */
const SIBLINGS_MAX = 100;
const MODELS_MAX = 20;
const INPUT_CHARACTERS_MAX = 1_000_000;
/** A shorter result ("none", "ok, done") may be left out of a prompt for good reasons. */
const RESULT_LENGTH_MIN = 24;
const CANCELLED = /cancel|abort|killed|superseded/i;

/** A run to which several runs of one family handed their results. */
interface Join {
  run: AgentRun;
  first: Passing;
  onTime: readonly AgentRun[];
  family: string;
  /** When the last of those whose results it has had ended. */
  lastEnd: bigint;
}

/**
 * What fan-ins of a trace did without, read off its spans: results of siblings that were still at work when the joining run
 * began (race), and of siblings that had ended and whose texts it never saw although it saw others' (dropped). What the runs
 * say of the barrier by `handoff.group.*` counts; where they report the handoffs themselves, their word alone is judged.
 */
export function findShortfalls(view: TraceView, facts: CoordinationById): void {
  const families = findFamilies(view);
  for (const passings of view.into.values()) {
    const join = joinOf(passings, families);
    const said = join === undefined ? [] : saidOfGroup(view, join);
    if (join === undefined || said.some((span) => "handoff.id" in span.attributes)) continue;
    const race = underBarrier(raceOf(view, families, join), said);
    if (race !== undefined) note(facts, join.first.evidence.id, { race });
    const dropped = underBarrier(droppedOf(view, families, join), said);
    if (dropped !== undefined) note(facts, join.first.evidence.id, { dropped });
  }
}

/** The family most of whose runs had handed over when this run began; none when it belongs to that family itself. */
function joinOf(passings: readonly Passing[], families: Families): Join | undefined {
  const run = passings[0]?.target;
  if (run === undefined || passings.length < 2) return undefined;
  const byFamily = new Map<string, Map<string, Passing>>();
  for (const passing of passings) {
    if (passing.source === undefined || !isOverBy(passing.source.span.endUnixNano, run.span.startUnixNano)) continue;
    for (const key of families.keysOf(passing.source)) {
      const own = byFamily.get(key) ?? new Map<string, Passing>();
      byFamily.set(key, own.set(passing.source.span.spanId, passing));
    }
  }
  const [best] = [...byFamily].toSorted(([a, as], [b, bs]) => bs.size - as.size || (a < b ? -1 : 1));
  if (best === undefined || best[1].size < 2 || families.keysOf(run).includes(best[0])) return undefined;
  const [first] = [...best[1].values()];
  const onTime = [...best[1].values()].flatMap(({ source }) => source ?? []);
  if (first === undefined) return undefined;
  return { run, first, onTime, family: best[0], lastEnd: onTime.reduce((last, { span }) => (span.endUnixNano > last ? span.endUnixNano : last), 0n) };
}

/** Spans of the joining run and of those it had the results of that name a group. */
const saidOfGroup = ({ trace }: TraceView, { run, onTime }: Join): Span[] =>
  [run, ...onTime].flatMap((one) => [one.span, ...trace.ownSpansOf(one)].filter((span) => GROUP in span.attributes));

/** What is missing under the barrier that the runs declare; undefined when it was met. */
function underBarrier(shortfall: Shortfall | undefined, said: readonly Span[]): Shortfall | undefined {
  if (shortfall === undefined || said.length === 0) return shortfall;
  const barrier = barrierOf(said);
  const expected = barrier.expected ?? shortfall.expected;
  const needed = neededOf(barrier, expected);
  if (shortfall.got >= needed) return undefined;
  return { ...shortfall, expected, ...(barrier.kind === undefined ? {} : { basis: "declared" as const, barrier: { kind: barrier.kind, needed } }) };
}

function raceOf(view: TraceView, families: Families, join: Join): Shortfall | undefined {
  const { run, onTime, family, lastEnd } = join;
  const began = run.span.startUnixNano;
  const stillAtWork: AgentRun[] = [];
  for (const sibling of families.membersOf(family)) {
    if (sibling.span.endUnixNano <= began + CLEARLY_NANOS || stillAtWork.length === SIBLINGS_MAX) break;
    if (sibling.span.startUnixNano < lastEnd && isPeer(view, join, sibling)) stillAtWork.push(sibling);
  }
  const given = stillAtWork.length === 0 ? undefined : everythingGiven(view.trace, run);
  const late = given === undefined ? [] : stillAtWork.filter((sibling) => !isCancelled(sibling) && saidNowhere(view.trace, sibling, given));
  if (late.length === 0) return undefined;
  const expected = onTime.length + late.length;
  return {
    ...shortfallOf(join, expected), isSameAgent: areSameAgent(onTime, late),
    missing: late.map((sibling) => `${families.labelIn(family, sibling)} (ended ${millisOf(sibling.span.endUnixNano - began)} ms later)`).toReversed(),
  };
}

function droppedOf(view: TraceView, families: Families, join: Join): Shortfall | undefined {
  const { run, onTime, family, lastEnd } = join;
  const firstStart = onTime.reduce((first, { span }) => (span.startUnixNano < first ? span.startUnixNano : first), lastEnd);
  const inTime = families.membersOf(family).filter(({ span }) => isOverBy(span.endUnixNano, run.span.startUnixNano) && span.startUnixNano < lastEnd && span.endUnixNano > firstStart);
  const unseen = inTime.filter((sibling) => !onTime.includes(sibling) && isPeer(view, join, sibling) && normaliseStatus(sibling.span) !== "error");
  if (unseen.length === 0 || inTime.length > SIBLINGS_MAX) return undefined;
  const given = everythingGiven(view.trace, run);
  if (given === undefined || onTime.filter((sibling) => resultsOf(view.trace, sibling).some((text) => given.includes(text))).length < 2) return undefined;
  const dropped = unseen.filter((sibling) => {
    const results = resultsOf(view.trace, sibling).filter((text) => text.length >= RESULT_LENGTH_MIN);
    return results.length > 0 && !reappears(results, given);
  });
  if (dropped.length === 0) return undefined;
  const expected = onTime.length + dropped.length;
  return { ...shortfallOf(join, expected), isSameAgent: areSameAgent(onTime, dropped), missing: dropped.map((sibling) => families.labelIn(family, sibling)).toReversed() };
}

const shortfallOf = ({ run, onTime }: Join, expected: number) =>
  ({ basis: "inferred" as const, aggregator: run.name, got: onTime.length, expected, barrier: undefined });

const areSameAgent = (some: readonly AgentRun[], others: readonly AgentRun[]): boolean => others.every(({ name }) => some.some((one) => one.name === name));

const millisOf = (nanos: bigint): string => (Number(nanos / 1000n) / 1000).toFixed(nanos < 10_000_000n ? 1 : 0);

/** Another member of the family that is neither above nor below the joining run, and whose result went to nobody else. */
function isPeer({ trace, outOf }: TraceView, { run, onTime, family }: Join, sibling: AgentRun): boolean {
  if (sibling.span === run.span || onTime.includes(sibling) || isAbove(trace, sibling, run) || isAbove(trace, run, sibling)) return false;
  return (outOf.get(sibling.span.spanId) ?? []).every(({ target, evidence }) => evidence.mode === "return_to_caller" || family === `from ${target?.span.spanId}`);
}

function isAbove(trace: TraceIndex, above: AgentRun, below: AgentRun): boolean {
  for (let span = trace.parentOf(below.span); span !== undefined; span = trace.parentOf(span)) if (span === above.span) return true;
  return false;
}

/** A hedged request: whoever fans out to several and takes the first answers stops the others. */
const isCancelled = ({ span }: AgentRun): boolean => span.statusCode === "error" && CANCELLED.test(`${failureText(span)} ${textOf(span.attributes["error.type"]) ?? ""}`);

/** Everything the run's models read, flattened; undefined when it was not captured or is too long to be searched for each sibling. */
function everythingGiven(trace: TraceIndex, run: AgentRun): string | undefined {
  const models = trace.modelsOf(run.span).slice(0, MODELS_MAX).flatMap((span) => readInput(span)?.body ?? []);
  const given = [inputOf(trace, run)?.body ?? "", ...models].join("\n");
  return given.trim() === "" || given.length > INPUT_CHARACTERS_MAX ? undefined : [inputOf(trace, run)?.body ?? "", ...models].map(flatText).join("\n");
}

const resultsOf = (trace: TraceIndex, run: AgentRun): string[] => ownTexts(outputOf(trace, run)?.body ?? "", inputOf(trace, run)?.body ?? "");

/** It had something to say, and what it said is nowhere in what the joining run was given. */
function saidNowhere(trace: TraceIndex, sibling: AgentRun, given: string): boolean {
  const results = resultsOf(trace, sibling);
  return results.length > 0 && !reappears(results, given);
}
