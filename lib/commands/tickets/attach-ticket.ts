import { createHash, randomUUID } from "node:crypto";
import type { Database } from "@/lib/clickhouse/open-database.ts";
import type { CitedKind } from "@/lib/model/cited-kinds.ts";
import { parseTicket } from "@/lib/model/parse-ticket.ts";
import type { Citation, CitationRequest, TicketRef } from "@/lib/model/ticket.ts";
import { findSubject, type Subject } from "@/lib/queries/tickets/find-subject.ts";
import { listCitations, plainCitation } from "@/lib/queries/tickets/list-citations.ts";
import { pin } from "../citations/pin.ts";

/** How much may be pinned in all, and the moment of it. */
export interface Keeping {
  bytesMax: number;
  now: Date;
}

/** The citation stands; `already` says that it did so before, `pinProblem` why its evidence is not kept beyond retention (empty: it is). */
export interface Standing {
  ok: true;
  citation: Citation;
  already: boolean;
  pinProblem: string;
}

/** Done, or which field of the request is at fault. `missing` says that what it names does not exist. */
export type Attached = Standing | { ok: false; field: "ticket" | "id"; message: string; missing: boolean };

interface Attaching {
  subject: Subject;
  ticket: TicketRef;
  by: string;
  note: string;
  toldBy: "api" | "hook";
}

/** Of ticket and thing: the same from whichever side and however often they are joined. */
export const citationId = (project: string, ticket: string, kind: CitedKind, subjectId: string): string =>
  createHash("sha256").update(JSON.stringify([project, ticket, kind, subjectId])).digest("hex").slice(0, 32);

/**
 * Joins a ticket to a thing that is stored, and pins its evidence. Doing it twice is doing it once: nothing is written then, unless the
 * ticket's address was not known before, or the evidence has grown.
 */
export async function attachTicket(db: Database, project: string, { ticket: text, kind, id, by, note }: CitationRequest, keeping: Keeping): Promise<Attached> {
  const parsed = parseTicket(text);
  if (!parsed.ok) return { ok: false, field: "ticket", message: parsed.message, missing: false };
  const subject = await findSubject(db, { project, kind, id });
  if (subject === undefined) return { ok: false, field: "id", message: `there is no ${kind} with this id`, missing: true };
  return attachSubject(db, project, { subject, ticket: parsed.ticket, by, note, toldBy: "api" }, keeping);
}

/**
 * The same for a thing that was found already. It is pinned first, so that no citation stands whose evidence nobody tried to keep; where
 * there is no room for it, it is cited all the same, and says so.
 */
export async function attachSubject(db: Database, project: string, { subject, ticket, by, note, toldBy }: Attaching, { bytesMax, now }: Keeping): Promise<Standing> {
  const { kind, id: subjectId, title, source, target } = subject;
  const pinned = await pin(db, { kind, id: subjectId, reason: "ticket", citedBy: ticket.key, by, note }, { project, bytesMax, now });
  const id = citationId(project, ticket.key, kind, subjectId);
  const known = (await listCitations(db, { project, kind, subjectId, id })).citations[0];
  const knows = known !== undefined && (ticket.url === "" || known.ticket.url === ticket.url);
  const row = { project, kind, subject_id: subjectId, ticket: ticket.key, action: "attach", citation_id: id, system: ticket.system, url: ticket.url, title, source, target, decided_by: by, told_by: toldBy, note };
  if (!knows) await db.insert("citations", [row], randomUUID());
  const stored = knows ? known : (await listCitations(db, { project, kind, subjectId, id })).citations[0];
  if (stored === undefined) throw new Error(`the citation ${id} was stored and is not found`);
  return { ok: true, citation: plainCitation(stored), already: known !== undefined, pinProblem: pinned.ok ? "" : pinned.message };
}
