import { createHash, randomUUID } from "node:crypto";
import type { Database } from "@/lib/clickhouse/open-database.ts";
import type { CitedKind } from "@/lib/model/citation.ts";
import { parseTicket } from "@/lib/model/parse-ticket.ts";
import type { Citation, CitationRequest, TicketRef } from "@/lib/model/ticket.ts";
import { findSubject, type Subject } from "@/lib/queries/tickets/find-subject.ts";
import { listCitations, plainCitation } from "@/lib/queries/tickets/list-citations.ts";

/** Done, with whether it stood already; or which field of the request is at fault. `missing` says that what it names does not exist. */
export type Attached = { ok: true; citation: Citation; already: boolean } | { ok: false; field: "ticket" | "id"; message: string; missing: boolean };

/** Of ticket and thing: the same from whichever side and however often they are joined. */
export const citationId = (project: string, ticket: string, kind: CitedKind, subjectId: string): string =>
  createHash("sha256").update(JSON.stringify([project, ticket, kind, subjectId])).digest("hex").slice(0, 32);

/**
 * Joins a ticket to a thing that is stored. Doing it twice is doing it once: nothing is written then, unless the ticket's address was not
 * known before.
 */
export async function attachTicket(db: Database, project: string, { ticket: text, kind, id, by, note }: CitationRequest, toldBy: "api" | "hook" = "api"): Promise<Attached> {
  const parsed = parseTicket(text);
  if (!parsed.ok) return { ok: false, field: "ticket", message: parsed.message, missing: false };
  const subject = await findSubject(db, { project, kind, id });
  if (subject === undefined) return { ok: false, field: "id", message: `there is no ${kind} with this id`, missing: true };
  return attachSubject(db, project, { subject, ticket: parsed.ticket, by, note, toldBy });
}

/** The same for a thing that was found already. */
export async function attachSubject(db: Database, project: string, { subject, ticket, by, note, toldBy }: Attaching): Promise<Extract<Attached, { ok: true }>> {
  const id = citationId(project, ticket.key, subject.kind, subject.id);
  const standing = (await listCitations(db, { project, kind: subject.kind, subjectId: subject.id, id })).citations[0];
  if (standing !== undefined && (ticket.url === "" || standing.ticket.url === ticket.url)) return { ok: true, citation: plainCitation(standing), already: true };
  const row = {
    project, kind: subject.kind, subject_id: subject.id, ticket: ticket.key, action: "attach", citation_id: id, system: ticket.system, url: ticket.url,
    title: subject.title, source: subject.source, target: subject.target, decided_by: by, told_by: toldBy, note,
  };
  await db.insert("citations", [row], randomUUID());
  const [stored] = (await listCitations(db, { project, kind: subject.kind, subjectId: subject.id, id })).citations;
  if (stored === undefined) throw new Error(`the citation ${id} was stored and is not found`);
  return { ok: true, citation: plainCitation(stored), already: standing !== undefined };
}

interface Attaching {
  subject: Subject;
  ticket: TicketRef;
  by: string;
  note: string;
  toldBy: "api" | "hook";
}
