import { randomUUID } from "node:crypto";
import type { Database } from "@/lib/clickhouse/open-database.ts";
import type { Citation } from "@/lib/model/ticket.ts";
import { listCitations } from "@/lib/queries/tickets/list-citations.ts";
import { unpin } from "../citations/unpin.ts";

/** Takes a citation and its pin away; doing it twice is doing it once, and undefined is answered when there never was one with this id. What was told stays in its history. */
export async function detachTicket(db: Database, project: string, { id, by, note }: { id: string; by: string; note: string }): Promise<{ citation: Citation; already: boolean; pinProblem: string } | undefined> {
  const [known] = (await listCitations(db, { project, id, detached: true })).citations;
  if (known === undefined) return undefined;
  const { attached, ...citation } = known;
  const { ticket, kind, subjectId, title } = citation;
  const row = { project, kind, subject_id: subjectId, ticket: ticket.key, action: "detach", citation_id: id, system: ticket.system, url: ticket.url, title, decided_by: by, told_by: "api", note };
  if (attached) await db.insert("citations", [row], randomUUID());
  await unpin(db, project, { citedBy: ticket.key, reason: "ticket", kind, id: subjectId, by, note });
  return { citation: { ...citation, pinned: false }, already: !attached, pinProblem: "" };
}
