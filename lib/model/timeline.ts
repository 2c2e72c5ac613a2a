import { z } from "zod";
import { VERDICTS } from "./vocabulary.ts";

/** An agent at work; several spans too close to be told apart are one bar. Times are nanoseconds from the timeline's start. */
export const TimelineBar = z.object({
  fromNs: z.number(),
  toNs: z.number(),
  spans: z.number(),
  errors: z.number().describe("error spans in it and below it, as far as its agent's own work goes"),
  name: z.string().describe("of the first span"),
  traceId: z.string().describe("of the first span"),
  spanId: z.string(),
});
export type TimelineBar = z.infer<typeof TimelineBar>;

/** An agent, or a service where no agent is known, and its work in the window that was asked for. */
export const TimelineLane = z.object({ name: z.string(), bars: z.array(TimelineBar), workNs: z.number().describe("in all of the timeline, overlaps counted once"), errors: z.number().describe("in all of the timeline") });
export type TimelineLane = z.infer<typeof TimelineLane>;

/** A handoff between two lanes, by their places in the list of lanes. */
export const TimelineArrow = z.object({
  handoffId: z.string(),
  fromLane: z.number(),
  toLane: z.number(),
  fromNs: z.number(),
  toNs: z.number().nullable().describe("null when no reception is told in these traces"),
  verdict: z.enum(VERDICTS),
  failed: z.boolean(),
});
export type TimelineArrow = z.infer<typeof TimelineArrow>;

/** One trace's stretch of the common clock. */
export const TimelineTrace = z.object({ traceId: z.string(), name: z.string(), fromNs: z.number(), toNs: z.number(), failed: z.number(), shared: z.boolean() });
export type TimelineTrace = z.infer<typeof TimelineTrace>;

/** Something that was waited for: an answer at a gate, or a handoff on its way. */
export const TimelineWait = z.object({ kind: z.enum(["gate", "transit"]), handoffId: z.string(), fromNs: z.number(), toNs: z.number(), words: z.string() });
export type TimelineWait = z.infer<typeof TimelineWait>;

/** A stretch in which no span without children ran; `words` say what was waited for, where that is known. */
export const TimelineSilence = z.object({ fromNs: z.number(), toNs: z.number(), words: z.string().optional() });
export type TimelineSilence = z.infer<typeof TimelineSilence>;

/** What time on the critical path was spent on; `idle` is what nothing reports. */
const PATH_KINDS = ["work", "transit", "queue", "gate", "idle"] as const;
export type PathKind = (typeof PATH_KINDS)[number];

/** One stretch of the critical path. For anything but work, `from` and `to` are the seam's ends. */
export const PathPart = z.object({
  kind: z.enum(PATH_KINDS),
  from: z.string().describe("who was at work, or whose handoff was waited for; empty when idle"),
  to: z.string().describe("for whom it was; the same as `from` for work"),
  handoffId: z.string().describe("empty for work and idle"),
  fromNs: z.number(),
  toNs: z.number(),
});
export type PathPart = z.infer<typeof PathPart>;

/** All stretches of one kind at one agent or seam, added up. */
export const PathShare = z.object({
  kind: z.enum(PATH_KINDS),
  from: z.string(),
  to: z.string(),
  ns: z.number(),
  share: z.number().describe("of the path's whole length, 0 to 1"),
  parts: z.number(),
  handoffId: z.string().describe("of its longest stretch; empty for work and idle"),
});
export type PathShare = z.infer<typeof PathShare>;

/** The chain of work and waits that decided when everything ended. */
export const CriticalPath = z.object({
  parts: z.array(PathPart).describe("in order of time, the longest 2,000"),
  partsInAll: z.number(),
  shares: z.array(PathShare).describe("the largest first; they add up to 1"),
  lengthNs: z.number().describe("from its first to its last moment, idle stretches included"),
});
export type CriticalPath = z.infer<typeof CriticalPath>;

/** The cross-agent timeline of a trace, or of all traces of a workflow, on one clock. */
export const Timeline = z.object({
  startUnixNano: z.string(),
  durationNs: z.number(),
  fromNs: z.number().describe("start of the window whose bars are told"),
  toNs: z.number(),
  merged: z.boolean().describe("some bars stand for several spans; a narrower window tells them apart"),
  lanes: z.array(TimelineLane),
  arrows: z.array(TimelineArrow).describe("all handoffs, whatever the window"),
  traces: z.array(TimelineTrace),
  waits: z.array(TimelineWait),
  silences: z.array(TimelineSilence).describe("the longest 200, in order of time"),
  path: CriticalPath,
  spansShown: z.number(),
  spansInAll: z.number(),
});
export type Timeline = z.infer<typeof Timeline>;
