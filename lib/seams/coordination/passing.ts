import { groupBy } from "@/lib/model/group-by.ts";
import type { Payload } from "@/lib/model/handoff.ts";
import { CANDIDATE_BELOW } from "@/lib/model/vocabulary.ts";
import type { Evidence } from "../evidence.ts";
import type { Report } from "../explicit/report.ts";
import { firstAt } from "../legs.ts";
import type { MergedHit } from "../merge-hits.ts";
import type { AgentRun, TraceIndex } from "../trace/index-trace.ts";

/** A handoff as those beside it see it: its ends and when they worked. Times are unix nanoseconds. */
export interface Passing {
  evidence: Evidence;
  sentAt: bigint | undefined;
  /** The run that handed over, and the one that received; the reporting span stands for a run that is not in the trace. */
  source: AgentRun | undefined;
  target: AgentRun | undefined;
}

/** A handoff that rules inferred. */
export const passingOfHit = (evidence: Evidence, hit: MergedHit): Passing => ({
  evidence, sentAt: firstAt(evidence.legs, "sent"), source: hit.source.run, target: hit.target.run,
});

/** A handoff that agents report, with what rules saw of it. */
export function passingOfReports(evidence: Evidence, reports: readonly Report[], hits: readonly MergedHit[]): Passing {
  const told = (role: "source" | "target"): AgentRun | undefined => {
    const report = reports.find((one) => one.role === role);
    return report === undefined ? undefined : (report.run ?? { span: report.span, name: evidence[role].name, isContainer: false });
  };
  const seen = (role: "source" | "target"): AgentRun | undefined => hits.map((hit) => hit[role].run).find((run) => run !== undefined);
  return { evidence, sentAt: firstAt(evidence.legs, "sent"), source: told("source") ?? seen("source"), target: told("target") ?? seen("target") };
}

/** A trace with its handoffs; guesses are left out. `into` and `outOf` are by the id of a run's span, in order of sending. */
export interface TraceView {
  trace: TraceIndex;
  passings: readonly Passing[];
  into: ReadonlyMap<string, readonly Passing[]>;
  outOf: ReadonlyMap<string, readonly Passing[]>;
}

/** Puts the handoffs of a trace into an order that does not depend on how they were found. */
export function viewOf(trace: TraceIndex, all: readonly Passing[]): TraceView {
  const passings = all.filter(({ evidence }) => evidence.confidence >= CANDIDATE_BELOW).toSorted(bySending);
  const into = groupBy(passings, ({ target }) => target?.span.spanId ?? "");
  const outOf = groupBy(passings, ({ source }) => source?.span.spanId ?? "");
  into.delete("");
  outOf.delete("");
  return { trace, passings, into, outOf };
}

/** Earlier sendings first, those that nobody reports last; ties by id, so that the order is total. */
export function bySending(a: Passing, b: Passing): number {
  if (a.sentAt !== b.sentAt) return a.sentAt === undefined || (b.sentAt !== undefined && a.sentAt > b.sentAt) ? 1 : -1;
  return a.evidence.id < b.evidence.id ? -1 : a.evidence.id > b.evidence.id ? 1 : 0;
}

/** The tokens of a payload, or undefined. */
export const tokensOf = (payload: Payload | undefined): number | undefined => payload?.tokens ?? undefined;
