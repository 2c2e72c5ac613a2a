import { z } from "zod";
import { HandoffCard, parcelOf } from "../handoff.ts";

export const MINUTE_MS = 60_000;
/** The orchestrator wakes the others, and the executor publishes, twice an hour. */
export const CYCLE_MS = 30 * MINUTE_MS;
/** An approved draft is stale news after this. */
export const DRAFT_DEADLINE_MS = 4 * 60 * MINUTE_MS;

/** The folder in which the executor looks for the text of a draft. */
export const DRAFTS = "drafts";
export const EXECUTOR = "approval-executor";

/** What the orchestrator asks of an agent in a cycle. */
export const Brief = parcelOf(z.object({ cycle: z.number(), goal: z.string(), drafts: z.number(), tone: z.string() }));
export type Brief = z.infer<typeof Brief>;

/** A draft as it lies in the folder. */
export const Draft = z.object({ channel: z.string(), inReplyTo: z.string(), text: z.string() });
export type Draft = z.infer<typeof Draft>;

/** A request for approval: the id of the draft travels, its text does not. */
export const ApprovalRequest = z.object({ atMs: z.number(), traceparent: z.string(), card: HandoffCard, piece: z.string(), mishap: z.string().optional() });
export type ApprovalRequest = z.infer<typeof ApprovalRequest>;

/** A draft that a person has approved. */
export const Approved = z.object({ atMs: z.number(), traceparent: z.string(), card: HandoffCard, piece: z.string() });
export type Approved = z.infer<typeof Approved>;
