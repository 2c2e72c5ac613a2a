import { listOf } from "@/lib/model/attributes.ts";
import { groupBy } from "@/lib/model/group-by.ts";
import { normaliseName } from "@/lib/model/normalise-name.ts";
import type { Span } from "@/lib/model/span.ts";
import { outputOf } from "../trace/agent-exchange.ts";
import type { AgentRun } from "../trace/index-trace.ts";
import { type GroupSpan, countOf } from "./groups.ts";
import { mentionsFailure } from "./mentions-failure.ts";
import { type Passing, bySending } from "./passing.ts";

/** A handoff of a fan-out, with the place its result has there. */
export interface Member {
  passing: Passing;
  key: string;
  label: string;
}

/** One run that joins the results of a fan-out; `counted` is how many it says it had. */
export interface Join {
  aggregator: string;
  run: AgentRun | undefined;
  receptions: readonly Member[];
  counted: number | undefined;
  /** When it began, in unix nanoseconds; where every reception is a run of its own, when the last of them did. */
  began: bigint;
}

/** The fan-in of one agent in a fan-out: everything on its way to it, and the runs that took it up. */
export interface FanIn {
  members: readonly Member[];
  joins: readonly Join[];
}

/** Handoffs of a fan-out by their target, where that target joins: one run has several of them, or says by its own attributes that it is a barrier. */
export function fanInsOf(spans: readonly GroupSpan[], passings: readonly Passing[]): FanIn[] {
  const indexes = new Map(spans.flatMap(({ span, handoffId }) => {
    const index = countOf(span, "handoff.group.index");
    return index === undefined || handoffId === undefined ? [] : [[handoffId, index] as const];
  }));
  const members = passings.map((passing) => memberOf(passing, indexes.get(passing.evidence.id)));
  const byTarget = groupBy(members, ({ passing }) => normaliseName(passing.evidence.target.name));
  return [...byTarget.values()].flatMap((own) => {
    const joins = joinsOf(own, spans);
    return joins.length === 0 ? [] : [{ members: own, joins }];
  });
}

function memberOf(passing: Passing, index: number | undefined): Member {
  const { name } = passing.evidence.source;
  return index === undefined ? { passing, key: passing.evidence.id, label: name } : { passing, key: `#${index}`, label: `${name}#${index}` };
}

function joinsOf(members: readonly Member[], spans: readonly GroupSpan[]): Join[] {
  const received = members.filter(({ passing }) => passing.target !== undefined && receptionOf(passing) !== undefined);
  const byRun = groupBy(received, runKeyOf);
  const saysByRun = groupBy(spans, ({ run, trace }) => `${trace.traceId} ${run?.span.spanId ?? ""}`);
  return [...byRun.values()].flatMap((own) => {
    const [first] = own.toSorted((a, b) => bySending(a.passing, b.passing));
    const run = first?.passing.target;
    if (first === undefined || run === undefined) return [];
    const said = own.flatMap(({ passing: { target } }) => (target === undefined ? [] : (saysByRun.get(`${target.span.traceId} ${target.span.spanId}`) ?? []))).map(({ span }) => span);
    const counts = said.flatMap((span) => countOf(span, "handoff.group.received_count") ?? []);
    if (keysOf(own).size < 2 && counts.length === 0 && !said.some(isBarrier)) return [];
    const starts = own.map(({ passing: { target } }) => target?.span.startUnixNano ?? 0n);
    return [{
      aggregator: first.passing.evidence.target.name, run, receptions: own, counted: counts.length === 0 ? undefined : Math.max(...counts),
      began: starts.reduce((last, start) => (start > last ? start : last), 0n),
    }];
  });
}

/** A run that holds its receptions is one; receptions that are each a run of their own are those of one consumer. */
function runKeyOf({ passing }: Member): string {
  const { target, evidence } = passing;
  const isItself = receptionOf(passing) === target?.span.spanId;
  return isItself ? `${target?.span.traceId ?? ""} ${normaliseName(evidence.target.name)}` : `run ${target?.span.traceId ?? ""} ${target?.span.spanId ?? ""}`;
}

const receptionOf = ({ evidence }: Passing): string | undefined => evidence.legs.find((leg) => leg.kind === "received")?.spanId;

const isBarrier = (span: Span): boolean => "handoff.group.barrier" in span.attributes || "handoff.group.quorum" in span.attributes;

/** The places in the fan-out whose results these are: an index told twice is one result that came twice. */
export const keysOf = (members: readonly Member[]): Set<string> => new Set(members.map(({ key }) => key));

/** Whether the run that joins tells of a failure itself: in its warnings, its output or its status. */
export function ownsUp({ run }: Join, spans: readonly GroupSpan[]): boolean {
  if (run === undefined) return false;
  const own = spans.filter((one) => one.run?.span === run.span || one.span === run.span);
  const texts = [run.span, ...own.map(({ span }) => span)].flatMap((span) => [span.statusMessage, ...listOf(span.attributes["handoff.warnings"])]);
  const trace = own[0]?.trace;
  return [...texts, trace === undefined ? "" : (outputOf(trace, run)?.body ?? "")].some(mentionsFailure);
}
