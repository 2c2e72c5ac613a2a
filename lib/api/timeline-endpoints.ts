import { z } from "zod";
import { Reading } from "@/lib/model/reading.ts";
import { RunComparison } from "@/lib/model/run-comparison.ts";
import { Timeline } from "@/lib/model/timeline.ts";
import { endpoint, NO_PARAMS } from "./endpoint.ts";
import { TextParameter, TraceIdParameter } from "./parameters.ts";

const Nanos = z.string().regex(/^\d{1,18}$/, "expected whole nanoseconds from the timeline's start").transform(Number);

/** A window of a timeline. */
const Window = z.strictObject({
  fromNs: Nanos.optional().describe("start of the window whose bars are wanted, in nanoseconds from the timeline's start"),
  toNs: Nanos.optional().describe("end of that window"),
});
const isForwards = {
  holds: ({ fromNs, toNs }: { fromNs?: number | undefined; toNs?: number | undefined }) => fromNs === undefined || toNs === undefined || fromNs < toNs,
  problem: { path: ["fromNs"], message: "expected less than `toNs`" },
};

const BARS = "Each agent's work as at most 600 bars of the window, alike close ones merged; arrows, waits, silences and the critical path are of the whole.";

/** Addresses about agents on one clock. */
export const TIMELINE_ENDPOINTS = {
  traceTimeline: endpoint({
    path: "/traces/{id}/timeline",
    summary: "The cross-agent timeline of a trace: lanes, handoffs, waits, critical path",
    description: BARS,
    params: z.strictObject({ id: TraceIdParameter }),
    query: Window.refine(isForwards.holds, isForwards.problem),
    answer: Timeline,
    missing: "trace",
  }),
  workflowTimeline: endpoint({
    path: "/workflows/{key}/timeline",
    summary: "The same over all traces of a workflow, on one clock",
    description: BARS,
    params: z.strictObject({ key: TextParameter }),
    query: Window.refine(isForwards.holds, isForwards.problem),
    answer: Timeline,
    missing: "workflow",
  }),
  reading: endpoint({
    path: "/traces/{id}/reading",
    summary: "What the agents of a trace were given, said, called and got back, in order",
    description: "By run of an agent, with the handoffs between them, a page at a time. A text that a model is told again in every call stands where it came first. Empty where no content was captured.",
    params: z.strictObject({ id: TraceIdParameter }),
    query: z.strictObject({
      agent: TextParameter.optional().describe("the runs of this agent only, and its handoffs"),
      from: z.coerce.number().int().min(0).max(10_000_000).optional().describe("`next` of the page before"),
    }),
    answer: Reading,
    missing: "trace",
  }),
  runComparison: endpoint({
    path: "/compare",
    summary: "Two runs compared: agents, handoffs by seam and order, findings, and where they first differ",
    description: "A run is a trace or all traces of a workflow. Handoffs correspond when they cross the same seam in the same place of its order. A duration counts as different when one is over 1.5 times the other and they are more than 100 ms apart.",
    params: NO_PARAMS,
    query: z.strictObject({
      a: TextParameter.describe("id of a trace, or the key of a workflow; `workflow:` before the id of a trace means its workflow"),
      b: TextParameter.describe("the other one"),
    }),
    answer: RunComparison,
    missing: "run",
  }),
};
