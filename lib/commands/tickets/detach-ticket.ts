import { randomUUID } from "node:crypto";
import type { Database } from "@/lib/clickhouse/open-database.ts";
import type { Citation } from "@/lib/model/ticket.ts";
import { listCitations } from "@/lib/queries/tickets/list-citations.ts";

/** Takes a citation away; undefined when there is none with this id, or it was taken away already. What was told stays in its history. */
export async function detachTicket(db: Database, project: string, { id, by, note }: { id: string; by: string; note: string }): Promise<Citation | undefined> {
  const [standing] = (await listCitations(db, { project, id })).citations;
  if (standing === undefined) return undefined;
  const { attached: _, ...citation } = standing;
  const { ticket, kind, subjectId, title } = citation;
  const row = { project, kind, subject_id: subjectId, ticket: ticket.key, action: "detach", citation_id: id, system: ticket.system, url: ticket.url, title, decided_by: by, told_by: "api", note };
  await db.insert("citations", [row], randomUUID());
  return citation;
}
