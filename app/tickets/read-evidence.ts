import type { Database } from "@/lib/clickhouse/open-database.ts";
import { type Evidence, type EVIDENCE_KINDS, EVIDENCE_PARTS_MAX, type EvidencePart } from "@/lib/model/evidence.ts";
import { parseTicket } from "@/lib/model/parse-ticket.ts";
import { PROJECT } from "@/lib/model/project.ts";
import type { Citation } from "@/lib/model/ticket.ts";
import { getTicket } from "@/lib/queries/tickets/list-tickets.ts";
import { type EvidenceQuestion, readCitedEvidence } from "@/lib/queries/tickets/read-cited-evidence.ts";
import { evidenceOf, goneEvidence, tellEvidence, ticketEvidence } from "@/lib/text/tell-evidence.ts";

/** An embedded engine answers only so many at a time. */
const AT_ONCE = 4;

/** Evidence about a thing, or about all that a ticket cites; undefined when there is no such thing. Links begin with `base`. */
export async function readEvidence(db: Database, { kind, id, now, base }: { kind: (typeof EVIDENCE_KINDS)[number]; id: string; now: Date; base: string }): Promise<Evidence | undefined> {
  if (kind === "ticket") return readTicketEvidence(db, id, { now, base });
  const part = await readPart(db, { project: PROJECT, kind, id, now }, base);
  return part === undefined ? undefined : evidenceOf(part);
}

async function readTicketEvidence(db: Database, text: string, { now, base }: { now: Date; base: string }): Promise<Evidence | undefined> {
  const parsed = parseTicket(text);
  const ticket = parsed.ok ? await getTicket(db, { project: PROJECT, key: parsed.ticket.key }) : undefined;
  return ticket === undefined ? undefined : ticketEvidence(ticket, await readParts(db, ticket.citations, { now, base }), base);
}

/** The evidence of citations, in their order; of what is not stored any more, what it was called. */
export async function readParts(db: Database, citations: readonly Citation[], { now, base }: { now: Date; base: string }): Promise<EvidencePart[]> {
  const parts: EvidencePart[] = [];
  const told = citations.slice(0, EVIDENCE_PARTS_MAX);
  for (let from = 0; from < told.length; from += AT_ONCE) {
    const some = told.slice(from, from + AT_ONCE).map(async (cited) => ({ ...((await readPart(db, { project: PROJECT, kind: cited.kind, id: cited.subjectId, now }, base)) ?? goneEvidence(cited, base)), cited }));
    parts.push(...(await Promise.all(some)));
  }
  return parts;
}

async function readPart(db: Database, question: EvidenceQuestion, base: string): Promise<EvidencePart | undefined> {
  const read = await readCitedEvidence(db, question);
  return read === undefined ? undefined : tellEvidence(read, base);
}
