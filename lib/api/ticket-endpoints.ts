import { z } from "zod";
import { CITED_KIND_NAMES } from "@/lib/model/cited-kinds.ts";
import { Evidence, EVIDENCE_KINDS } from "@/lib/model/evidence.ts";
import { TicketHookDone } from "@/lib/model/ticket-hook.ts";
import { Citation, CITATION_TEXT_MAX, CitationRequest, CITATIONS_MAX, TicketDetail, TicketSummary, TicketText } from "@/lib/model/ticket.ts";
import { TICKETS_MAX } from "@/lib/queries/tickets/list-tickets.ts";
import { endpoint, NO_PARAMS } from "./endpoint.ts";
import { limitParameter, TextParameter } from "./parameters.ts";

const JSON_BODY = ["application/json"];

/** What tickets cite. */
export const CitationsAnswer = z.object({ citations: z.array(Citation), inAll: z.number() });
/** A citation that was made or taken away. */
export const CitationDone = z.object({ citation: Citation, already: z.boolean().describe("it was so before; nothing was changed"), pinProblem: z.string().describe("why its evidence is not kept beyond retention; empty: it is, or it was detached") });
/** Tickets that cite something. */
export const TicketsAnswer = z.object({ tickets: z.array(TicketSummary), inAll: z.number() });

const Who = z.strictObject({
  by: z.string().trim().max(CITATION_TEXT_MAX.by).default("").describe("who, as it was said; nobody is checked"),
  note: z.string().trim().max(CITATION_TEXT_MAX.note).default(""),
});

/** Tickets, what they cite, and evidence to paste into them. */
export const TICKET_ENDPOINTS = {
  citations: endpoint({
    path: "/citations",
    summary: "What tickets cite, the latest first",
    description: "All of it, of one thing (`kind` and `id`), or of one ticket. What was detached is left out.",
    params: NO_PARAMS,
    query: z.strictObject({
      kind: z.enum(CITED_KIND_NAMES).optional().describe("what is cited"),
      id: TextParameter.optional().describe("of the thing; of a workflow its key"),
      ticket: TicketText.optional().describe("key or address of a ticket"),
      limit: limitParameter(CITATIONS_MAX),
    }).refine(({ kind, id }) => id === undefined || kind !== undefined, { path: ["kind"], message: `expected one of ${CITED_KIND_NAMES.join(", ")} beside \`id\`` }),
    answer: CitationsAnswer,
  }),
  cite: endpoint({
    method: "post",
    path: "/citations",
    summary: "Attaches a ticket to a handoff, trace, seam, workflow or firing",
    description: "The evidence is pinned: it outlives retention until the ticket is detached. Doing it twice is doing it once.",
    params: NO_PARAMS,
    query: NO_PARAMS,
    body: { types: JSON_BODY, schema: CitationRequest, description: "which ticket, and what it cites" },
    answer: CitationDone,
    missing: "thing to cite",
  }),
  uncite: endpoint({
    method: "delete",
    path: "/citations/{id}",
    summary: "Detaches a ticket from what it cites",
    description: "The evidence is unpinned, unless something else pins it. That it was cited stays in the history.",
    params: z.strictObject({ id: TextParameter }),
    query: Who,
    answer: CitationDone,
    missing: "citation",
  }),
  tickets: endpoint({
    path: "/tickets",
    summary: "Tickets that cite something, the one that did so last first",
    description: "With how much of each kind they cite.",
    params: NO_PARAMS,
    query: z.strictObject({ limit: limitParameter(TICKETS_MAX) }),
    answer: TicketsAnswer,
  }),
  ticket: endpoint({
    path: "/tickets/{key}",
    summary: "All that one ticket cites",
    description: "By its key, such as INC-123 or owner/repo#45 (percent-encoded), or by its address.",
    params: z.strictObject({ key: TicketText }),
    query: NO_PARAMS,
    answer: TicketDetail,
    missing: "ticket",
  }),
  evidence: endpoint({
    path: "/evidence",
    summary: "Evidence to paste into a ticket",
    description: "About one thing, or (`kind=ticket`) about all that a ticket cites: sentence, both teams, contract and versions, findings with pointers, ledger, origin, permalinks. Without the text of payloads. As Markdown, what came from telemetry stays text.",
    params: NO_PARAMS,
    query: z.strictObject({
      kind: z.enum(EVIDENCE_KINDS).describe("what it is about"),
      id: TextParameter.describe("of the thing; of a ticket its key"),
      format: z.enum(["json", "markdown"]).default("json"),
    }),
    answer: Evidence,
    otherTypes: ["text/markdown"],
    missing: "evidence",
  }),
  ticketHook: endpoint({
    method: "post",
    path: "/hooks/tickets",
    summary: "Attaches a ticket to all that its webhook links to",
    description: "For incident tools. Signed by HMAC-SHA256 with SEAMSCOPE_HOOK_SECRET. Permalinks of this Seamscope are looked for in every text of the body, whatever its form; see docs/tickets.md. Sending it twice is sending it once, and what a person has detached is left detached.",
    params: NO_PARAMS,
    query: NO_PARAMS,
    body: { types: JSON_BODY, description: "`{ ticket, url?, links: [permalinks] }`, or the whole body of a webhook of PagerDuty, Jira, GitHub, GitLab or Linear" },
    answer: TicketHookDone,
  }),
};
