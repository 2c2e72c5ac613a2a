import { z } from "zod";
import { Handoff, HandoffSummary } from "@/lib/model/handoff.ts";
import { DatabaseHealth } from "@/lib/model/health.ts";
import { SeamDetail, SeamSummary } from "@/lib/model/seam.ts";
import { TraceDetail, TraceSummary } from "@/lib/model/trace.ts";
import { FINDING_CLASSES, VERDICTS } from "@/lib/model/vocabulary.ts";
import { HANDOFFS_MAX } from "@/lib/queries/handoffs/list-handoffs.ts";
import { TRACE_SORTS, TRACES_MAX } from "@/lib/queries/traces/list-traces.ts";
import { AGENT_ENDPOINTS } from "./agent-endpoints.ts";
import { ALERT_ENDPOINTS } from "./alert-endpoints.ts";
import { AUDIT_ENDPOINTS } from "./audit-endpoints.ts";
import { CHANGE_ENDPOINTS } from "./change-endpoints.ts";
import { CONTRACT_ENDPOINTS } from "./contract-endpoints.ts";
import { ENVELOPE_ENDPOINTS } from "./envelope-endpoints.ts";
import { endpoint, NO_PARAMS, NotBackwards, Page, Period } from "./endpoint.ts";
import { HANDOFF_ENDPOINTS } from "./handoff-endpoints.ts";
import { INGEST_ENDPOINTS } from "./ingest-endpoints.ts";
import { RECONCILIATION_ENDPOINTS } from "./reconciliation-endpoints.ts";
import { FlagParameter, limitParameter, TextParameter, TraceIdParameter } from "./parameters.ts";
import { SEAM_ENDPOINTS } from "./seam-endpoints.ts";
import { SLO_RULES_ENDPOINTS } from "./slo-rules-endpoint.ts";
import { SPAN_ENDPOINTS } from "./span-endpoints.ts";
import { PIN_ENDPOINTS } from "./pin-endpoints.ts";
import { TICKET_ENDPOINTS } from "./ticket-endpoints.ts";
import { TIMELINE_ENDPOINTS } from "./timeline-endpoints.ts";
import { STORAGE_ENDPOINTS } from "./storage-endpoints.ts";
import { WORKFLOW_ENDPOINTS } from "./workflow-endpoints.ts";

/** Seams over a window, and the window they speak of. */
export const SeamsAnswer = z.object({
  seams: z.array(SeamSummary),
  from: z.string().describe("start of the window the numbers are of, RFC 3339"),
  to: z.string(),
});
/** A page of handoffs. */
export const HandoffsAnswer = z.object({
  handoffs: z.array(HandoffSummary),
  next: z.string().nullable().describe("cursor of the next page; null on the last one"),
});
/** A page of traces. */
export const TracesAnswer = z.object({
  traces: z.array(TraceSummary),
  next: z.string().nullable().describe("cursor of the next page; null on the last one"),
});

/** A version as the telemetry gave it; empty where nobody reported one. */
const VersionParameter = z.string().max(4096);
/** Filters of handoffs that only those of one seam are looked through for. */
const OF_SEAM_ONLY = ["pointer", "sourceVersion", "targetVersion", "contractVersion"] as const;

/** The API, one row an address and method. */
export const ENDPOINTS = {
  health: endpoint({
    path: "/health",
    summary: "Whether the database answers, and how much it holds",
    description: "503 when the database does not answer.",
    params: NO_PARAMS,
    query: NO_PARAMS,
    answer: DatabaseHealth,
  }),
  seams: endpoint({
    path: "/seams",
    summary: "Seams with traffic in a window, most failures first",
    description: "Without `from` the window starts at the first handoff there is, without `to` it ends now. It is widened to whole minutes.",
    params: NO_PARAMS,
    query: Period.refine(NotBackwards.holds, NotBackwards.problem),
    answer: SeamsAnswer,
  }),
  seam: endpoint({
    path: "/seams/{id}",
    summary: "One seam: trend, failure groups with examples, latency split",
    description: "The window is that of /seams. Without traffic in it the numbers are zeros.",
    params: z.strictObject({ id: TextParameter }),
    query: Period.refine(NotBackwards.holds, NotBackwards.problem),
    answer: SeamDetail,
    missing: "seam",
  }),
  handoffs: endpoint({
    path: "/handoffs",
    summary: "Handoffs, newest first, without their payloads",
    description: "No bound on time unless one is given. Filters add up.",
    params: NO_PARAMS,
    query: Page.extend({
      seam: TextParameter.optional().describe("id of the seam"),
      trace: TraceIdParameter.optional().describe("id of a trace with evidence of the handoff"),
      class: z.enum(FINDING_CLASSES).optional().describe("has a finding of this class"),
      pointer: z.string().min(1).max(4096).optional().describe("has a finding at this JSON pointer; with `seam` only"),
      sourceVersion: VersionParameter.optional().describe("version of the source agent, empty: not reported; with `seam` only"),
      targetVersion: VersionParameter.optional().describe("the same of the target"),
      contractVersion: VersionParameter.optional().describe("the same of the contract"),
      verdict: z.enum(VERDICTS).optional(),
      failed: FlagParameter.optional().describe("true: with a finding of severity error; false: without"),
      candidates: FlagParameter.optional().describe("true: guesses below confidence 0.5 as well"),
      limit: limitParameter(HANDOFFS_MAX),
    }).refine(NotBackwards.holds, NotBackwards.problem).superRefine(({ seam, ...asked }, context) => {
      if (seam !== undefined) return;
      for (const name of OF_SEAM_ONLY) if (asked[name] !== undefined) context.addIssue({ code: "custom", path: [name], message: "expected `seam` beside it" });
    }),
    answer: HandoffsAnswer,
  }),
  handoff: endpoint({
    path: "/handoffs/{id}",
    summary: "One handoff with all its evidence",
    description: "By id alone, no time range needed.",
    params: z.strictObject({ id: TextParameter }),
    query: NO_PARAMS,
    answer: Handoff,
    missing: "handoff",
  }),
  traces: endpoint({
    path: "/traces",
    summary: "Traces, newest first",
    description: "No bound on time unless one is given. Filters add up. Ranked otherwise than by time, the newest 20,000 that match are looked through, and there is no next page.",
    params: NO_PARAMS,
    query: Page.extend({
      q: z.string().max(4096).optional().describe("id of a trace (or its first eight digits and more), a span, a handoff, a seam or a workflow, or words that must all occur; agent:, service:, failed:, class:, verdict: and duration:>2s narrow down"),
      agent: TextParameter.optional().describe("name of an agent at work in it"),
      service: TextParameter.optional().describe("service.name of one of its resources"),
      failed: FlagParameter.optional().describe("true: with a failed handoff; false: without"),
      class: z.enum(FINDING_CLASSES).optional().describe("with a handoff that has a finding of this class"),
      verdict: z.enum(VERDICTS).optional().describe("with a handoff of this verdict"),
      sort: z.enum(TRACE_SORTS).optional().describe("by default newest"),
      limit: limitParameter(TRACES_MAX),
    }).refine(NotBackwards.holds, NotBackwards.problem),
    answer: TracesAnswer,
  }),
  trace: endpoint({
    path: "/traces/{id}",
    summary: "One trace as a cross-agent timeline",
    description: "By id alone, no time range needed.",
    params: z.strictObject({ id: TraceIdParameter }),
    query: NO_PARAMS,
    answer: TraceDetail,
    missing: "trace",
  }),
  ...SEAM_ENDPOINTS,
  ...HANDOFF_ENDPOINTS,
  ...CHANGE_ENDPOINTS,
  ...RECONCILIATION_ENDPOINTS,
  ...SPAN_ENDPOINTS,
  ...WORKFLOW_ENDPOINTS,
  ...TIMELINE_ENDPOINTS,
  ...AGENT_ENDPOINTS,
  ...AUDIT_ENDPOINTS,
  ...CONTRACT_ENDPOINTS,
  ...ENVELOPE_ENDPOINTS,
  ...INGEST_ENDPOINTS,
  ...STORAGE_ENDPOINTS,
  ...ALERT_ENDPOINTS,
  ...TICKET_ENDPOINTS,
  ...PIN_ENDPOINTS,
  ...SLO_RULES_ENDPOINTS,
};
