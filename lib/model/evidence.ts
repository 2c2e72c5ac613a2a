import { z } from "zod";
import { AgentOwner } from "./agent.ts";
import type { AlertMessage } from "./alert-firing.ts";
import { CITED_KIND_NAMES } from "./cited-kinds.ts";
import { AgentRef, Finding, GovernedBy, type Handoff, Latency, Leg, Payload, Versions } from "./handoff.ts";
import type { Origin } from "./origin.ts";
import type { FailureGroup, SeamTotals } from "./seam.ts";
import { Citation, TicketDetail } from "./ticket.ts";
import type { TraceSummary } from "./trace.ts";
import { RULES, VERDICTS } from "./vocabulary.ts";

/** What evidence can be asked for: whatever can be cited, and a ticket with all of it. */
export const EVIDENCE_KINDS = [...CITED_KIND_NAMES, "ticket"] as const;
/** More handoffs of one part are counted and left out: a ticket is read by people. */
export const EVIDENCE_HANDOFFS_MAX = 10;
/** More parts of one ticket are counted and left out. */
export const EVIDENCE_PARTS_MAX = 50;

/** Who answers for one side. */
export const EvidenceTeam = z.object({ side: z.enum(["source", "target"]), agent: z.string(), owner: AgentOwner.nullable() });
export type EvidenceTeam = z.infer<typeof EvidenceTeam>;

/** One handoff as evidence tells it: everything but the payloads' text. */
export const EvidenceHandoff = z.object({
  id: z.string(),
  link: z.string().describe("permalink, absolute"),
  sentence: z.string().describe("who handed what to whom and what became of it"),
  verdict: z.enum(VERDICTS),
  failed: z.boolean(),
  silent: z.boolean(),
  source: AgentRef,
  target: AgentRef,
  contract: z.string(),
  governedBy: GovernedBy.nullable(),
  versions: Versions,
  rule: z.enum(RULES),
  confidence: z.number(),
  latency: Latency,
  startedAt: z.string(),
  correlationId: z.string(),
  traceIds: z.array(z.string()),
  warnings: z.array(z.string()),
  findings: z.array(Finding),
  legs: z.array(Leg),
  payloads: z.array(Payload.omit({ body: true }).extend({ side: z.enum(["sent", "received", "returned"]) })).describe("what is known of the payloads, without their text"),
});
export type EvidenceHandoff = z.infer<typeof EvidenceHandoff>;

/** The evidence about one thing. */
export const EvidencePart = z.object({
  kind: z.enum(CITED_KIND_NAMES),
  id: z.string(),
  link: z.string().describe("permalink, absolute"),
  title: z.string(),
  sentence: z.string().describe("what happened, in one sentence"),
  teams: z.array(EvidenceTeam).describe("who answers for each side; empty where it is not between two agents"),
  facts: z.array(z.object({ name: z.string(), value: z.string() })),
  origins: z.array(z.object({ sentence: z.string(), handoffId: z.string(), link: z.string() })).describe("where failures began, the earliest first"),
  handoffs: z.array(EvidenceHandoff).describe(`at most ${EVIDENCE_HANDOFFS_MAX}, failed ones first`),
  handoffsInAll: z.number(),
  cited: Citation.nullable().describe("by whom and why, where a ticket cites it"),
  gone: z.boolean().describe("it is not stored any more; only what was told of it when it was cited is left"),
});
export type EvidencePart = z.infer<typeof EvidencePart>;

/** The evidence about a thing, or about all that a ticket cites. */
export const Evidence = z.object({
  kind: z.enum(EVIDENCE_KINDS),
  id: z.string(),
  link: z.string(),
  title: z.string(),
  ticket: TicketDetail.nullable(),
  parts: z.array(EvidencePart),
  partsInAll: z.number(),
});
export type Evidence = z.infer<typeof Evidence>;

/** What is read of a thing, before it is put into words. */
export type CitedEvidence = { id: string; teams: EvidenceTeam[]; handoffs: Handoff[]; handoffsInAll: number; origins: Origin[] } & (
  | { kind: "handoff" }
  | { kind: "trace"; trace: TraceSummary }
  | { kind: "seam"; seam: SeamTotals; groups: FailureGroup[]; from: string; to: string }
  | { kind: "workflow"; traces: number; agents: string[]; startedAt: string; durationMs: number; failed: number }
  | { kind: "firing"; message: AlertMessage; resolvedAt: string | null }
);
