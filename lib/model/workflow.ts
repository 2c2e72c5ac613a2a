import { z } from "zod";
import { HandoffSummary } from "./handoff.ts";
import { Origins } from "./origin.ts";
import type { TimelineTrace, TimelineWait } from "./timeline.ts";
import { type TraceDetail, TraceSummary } from "./trace.ts";
import { VERDICTS } from "./vocabulary.ts";

/** Kinds of keys that join traces, most specific first; kinds not named here (resumed runs) stand behind `a2a.task.id`. */
export const STRONG_KEY_KINDS = ["handoff.correlation_id", "handoff.id", "a2a.task.id"] as const;
/** Kinds that say "same thread" and nothing more. */
export const WEAK_KEY_KINDS = ["gen_ai.conversation.id", "session.id"] as const;
/** The kind of a key that is a trace's own id. */
export const TRACE_KEY_KIND = "trace id";

/** One key that several traces carry. `spans` is the evidence: how many spans of each carry it. */
export const WorkflowJoin = z.object({
  kind: z.string().describe("the attribute that holds the key"),
  key: z.string(),
  strength: z.enum(["strong", "weak"]),
  traces: z.array(z.object({ traceId: z.string(), spans: z.number() })).describe("traces that carry it; at most 50"),
  tracesInAll: z.number(),
});
export type WorkflowJoin = z.infer<typeof WorkflowJoin>;

/** A join that was not made, and why. */
export const AmbiguousJoin = WorkflowJoin.extend({ why: z.string() });
export type AmbiguousJoin = z.infer<typeof AmbiguousJoin>;

/** A workflow as lists show it. */
export const WorkflowSummary = z.object({
  key: z.string(),
  startedAt: z.string().describe("its first handoff, RFC 3339"),
  lastAt: z.string().describe("its latest handoff's start, RFC 3339"),
  traces: z.number(),
  handoffs: z.number(),
  failed: z.number(),
  agents: z.array(z.string()),
});
export type WorkflowSummary = z.infer<typeof WorkflowSummary>;

/** A trace of a workflow. */
export const WorkflowTrace = TraceSummary.extend({
  shared: z.boolean().describe("it serves other workflows as well, so that nothing beyond it is followed"),
});
export type WorkflowTrace = z.infer<typeof WorkflowTrace>;

/** All traces stitched together by one correlation key. */
export const Workflow = z.object({
  key: z.string(),
  kind: z.string().describe("kind of the key"),
  otherKinds: z.array(z.string()).describe("weaker kinds under which the same text is a key, too; they were not looked at"),
  tasks: z.array(z.string()).describe("business tasks (handoff.correlation_id) it is of; usually one"),
  startedAt: z.string(),
  endedAt: z.string(),
  durationMs: z.number(),
  traces: z.array(WorkflowTrace).describe("in order of start; at most 200"),
  tracesInAll: z.number().describe("at least so many belong to it"),
  joins: z.array(WorkflowJoin),
  joinsInAll: z.number(),
  ambiguous: z.array(AmbiguousJoin).describe("joins that were not made, and why"),
  ambiguousInAll: z.number(),
  handoffs: z.array(HandoffSummary).describe("in order of start, candidates apart; at most 1,000"),
  handoffsInAll: z.number(),
  failed: z.number().describe("of all of them"),
  byVerdict: z.partialRecord(z.enum(VERDICTS), z.number()).describe("of all of them"),
  agents: z.array(z.string()),
  services: z.array(z.string()),
  origins: Origins,
});
export type Workflow = z.infer<typeof Workflow>;

/** All traces of a workflow on one clock, as its timeline draws them; times are nanoseconds from `startUnixNano`. */
export interface WorkflowTimeline extends Pick<TraceDetail, "startUnixNano" | "lanes" | "spanList" | "arrows" | "durationMs"> {
  waits: TimelineWait[];
  /** When each of its traces was at work. */
  traces: TimelineTrace[];
  /** How many spans there are in its traces; `spanList` may hold fewer. */
  spansInAll: number;
}
