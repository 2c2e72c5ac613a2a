import { z } from "zod";
import { CITED_KIND_NAMES } from "./cited-kinds.ts";

/** Where tickets live, as their address tells; `other` where it does not, or where only a key was given. */
export const TICKET_SYSTEMS = ["jira", "github", "gitlab", "linear", "servicenow", "pagerduty", "zendesk", "other"] as const;
export type TicketSystem = (typeof TICKET_SYSTEMS)[number];

/** A ticket by the key that people call it by. Two systems with one and the same key are one ticket here, with two addresses. */
export const TicketRef = z.object({
  key: z.string().describe("such as INC-123 or owner/repo#45; of an address that we cannot read, the address"),
  system: z.enum(TICKET_SYSTEMS),
  url: z.string().describe("http or https; empty when only the key was given"),
});
export type TicketRef = z.infer<typeof TicketRef>;

const TICKET_TEXT_MAX = 2000;
/** How long the words of people beside a citation may be. */
export const CITATION_TEXT_MAX = { by: 200, note: 2000 } as const;
/** How many things one ticket shows, and one answer lists; more are counted. */
export const CITATIONS_MAX = 500;

/** A ticket as it is named by people and tools: its key or its address. */
export const TicketText = z.string().trim().min(1, "expected a ticket's key, such as INC-123, or its address").max(TICKET_TEXT_MAX);

/** What a ticket is to cite. */
export const CitationRequest = z.strictObject({
  ticket: TicketText.describe("key or address of the ticket"),
  kind: z.enum(CITED_KIND_NAMES),
  id: z.string().min(1).max(4096).describe("of the handoff, trace, seam or firing; of a workflow its key"),
  by: z.string().trim().max(CITATION_TEXT_MAX.by).default("").describe("who, as it was said; nobody is checked"),
  note: z.string().trim().max(CITATION_TEXT_MAX.note).default(""),
});
export type CitationRequest = z.infer<typeof CitationRequest>;

/** One thing that a ticket cites. */
export const Citation = z.object({
  id: z.string().describe("the same for the same ticket and thing, however often they are joined"),
  ticket: TicketRef,
  kind: z.enum(CITED_KIND_NAMES),
  subjectId: z.string(),
  title: z.string().describe("what it was called when it was cited"),
  at: z.string().describe("when it was cited, RFC 3339"),
  by: z.string(),
  note: z.string(),
  pinned: z.boolean().describe("its evidence is kept beyond retention for this ticket"),
});
export type Citation = z.infer<typeof Citation>;

/** A ticket that cites something. */
export const TicketSummary = z.object({
  ticket: TicketRef,
  citations: z.number(),
  kinds: z.partialRecord(z.enum(CITED_KIND_NAMES), z.number()),
  firstAt: z.string(),
  lastAt: z.string(),
});
export type TicketSummary = z.infer<typeof TicketSummary>;

/** A ticket with all that it cites, the latest first. */
export const TicketDetail = z.object({
  ticket: TicketRef,
  urls: z.array(z.string()).describe("every address it was given with"),
  citations: z.array(Citation),
  citationsInAll: z.number(),
});
export type TicketDetail = z.infer<typeof TicketDetail>;
