import type { Database } from "@/lib/clickhouse/open-database.ts";
import type { CitedKind } from "@/lib/model/cited-kinds.ts";
import { HOOK_LINKS_MAX, type TicketHookDone } from "@/lib/model/ticket-hook.ts";
import type { TicketRef } from "@/lib/model/ticket.ts";
import { findSubject, type Subject } from "@/lib/queries/tickets/find-subject.ts";
import { listCitations } from "@/lib/queries/tickets/list-citations.ts";
import { attachSubject, citationId, type Keeping } from "./attach-ticket.ts";

/** A link as it was written, and what it may mean. */
interface Link {
  link: string;
  kind: CitedKind;
  ids: readonly string[];
}

/**
 * Attaches a ticket to all that links of its webhook lead to. Tools send the whole ticket again at every change of it, so what stands is
 * left as it is, and so is what a person has detached.
 */
export async function attachLinks(db: Database, project: string, { ticket, links, by, note }: { ticket: TicketRef; links: readonly Link[]; by: string; note: string }, keeping: Keeping): Promise<TicketHookDone> {
  const done: TicketHookDone = { ticket, attached: [], already: [], detached: [], unpinned: [], unknown: [], linksInAll: links.length };
  const seen = new Set<string>();
  for (const link of links.slice(0, HOOK_LINKS_MAX)) {
    const subject = await subjectOf(db, project, link);
    if (subject === undefined) done.unknown.push({ link: link.link, why: link.ids.length === 0 ? "no address of this Seamscope, and no kind and id" : `there is no ${link.kind} with this id` });
    if (subject === undefined || seen.has(`${subject.kind} ${subject.id}`)) continue;
    seen.add(`${subject.kind} ${subject.id}`);
    const [known] = (await listCitations(db, { project, kind: subject.kind, subjectId: subject.id, id: citationId(project, ticket.key, subject.kind, subject.id), detached: true })).citations;
    if (known?.attached === false) done.detached.push({ kind: subject.kind, id: subject.id });
    else {
      const { citation, already, pinProblem } = await attachSubject(db, project, { subject, ticket, by, note, toldBy: "hook" }, keeping);
      (already ? done.already : done.attached).push(citation);
      if (pinProblem !== "") done.unpinned.push({ kind: subject.kind, id: subject.id, why: pinProblem });
    }
  }
  return done;
}

async function subjectOf(db: Database, project: string, { kind, ids }: Link): Promise<Subject | undefined> {
  for (const id of ids) {
    const subject = await findSubject(db, { project, kind, id });
    if (subject !== undefined) return subject;
  }
  return undefined;
}
