import { z } from "zod";
import { defineQuery } from "@/lib/clickhouse/define-query.ts";
import type { Database } from "@/lib/clickhouse/open-database.ts";
import { CITED_KIND_NAMES, type CitedKind } from "@/lib/model/cited-kinds.ts";
import { type Citation, CITATIONS_MAX, TICKET_SYSTEMS } from "@/lib/model/ticket.ts";
import { listPins } from "../citations/list-pins.ts";

/** Which citations: of one thing, of one ticket, or one by its id; those that were detached are left out unless asked for. */
export interface CitationsQuestion {
  project: string;
  kind?: CitedKind | undefined;
  subjectId?: string | undefined;
  ticket?: string | undefined;
  id?: string | undefined;
  detached?: boolean;
  limit?: number;
}

/** A citation, and whether it still stands. */
export type ListedCitation = Citation & { attached: boolean };

const readCitations = defineQuery({
  name: "list-citations",
  params: z.object({ project: z.string(), kind: z.string(), subjectId: z.string(), ticket: z.string(), id: z.string(), detached: z.boolean(), limit: z.int().min(1).max(CITATIONS_MAX) }),
  row: z.object({
    id: z.string(), kind: z.enum(CITED_KIND_NAMES), subjectId: z.string(), title: z.string(), at: z.string(), by: z.string(), note: z.string(), attached: z.number().transform((flag) => flag === 1), inAll: z.coerce.number(),
    key: z.string(), system: z.enum(TICKET_SYSTEMS), url: z.string(),
  }),
  sql: `
    SELECT id, ofKind AS kind, subjectId, key, last.1 = 'attach' AS attached, last.2 AS title, last.3 AS at, last.4 AS by, last.5 AS note, last.6 AS system, known AS url, count() OVER () AS inAll
    FROM
    (
        SELECT citation_id AS id, toString(any(kind)) AS ofKind, any(subject_id) AS subjectId, any(ticket) AS key,
            argMax((toString(action), title, at, decided_by, note, toString(system)), at) AS last,
            argMaxIf(url, at, url != '') AS known
        FROM citations
        WHERE project = {project: String} AND ({kind: String} = '' OR kind = {kind: String}) AND ({subjectId: String} = '' OR subject_id = {subjectId: String})
            AND ({ticket: String} = '' OR ticket = {ticket: String}) AND ({id: String} = '' OR citation_id = {id: String})
        GROUP BY citation_id
    )
    WHERE attached OR {detached: Bool}
    ORDER BY at DESC, id
    LIMIT {limit: UInt32}
    SETTINGS date_time_output_format = 'iso'`,
});

/** What tickets cite, the latest first, and how many there are in all. */
export async function listCitations(db: Database, { project, kind, subjectId = "", ticket = "", id = "", detached = false, limit = CITATIONS_MAX }: CitationsQuestion): Promise<{ citations: ListedCitation[]; inAll: number }> {
  const rows = await readCitations(db, { project, kind: kind ?? "", subjectId, ticket, id, detached, limit });
  const citations = rows.map((row) => {
    const { key, system, url, inAll: _, ...citation } = row;
    return { ...citation, ticket: { key, system, url }, pinned: false };
  });
  return { citations: await withPins(db, { project, kind, subjectId, ticket }, citations), inAll: rows[0]?.inAll ?? 0 };
}

/** The same with whether each is pinned for its ticket's sake; asked for as narrowly as they were. */
async function withPins(db: Database, { project, kind, subjectId, ticket }: Pick<CitationsQuestion, "project" | "kind"> & { subjectId: string; ticket: string }, citations: ListedCitation[]): Promise<ListedCitation[]> {
  if (citations.length === 0) return [];
  const { pins } = await listPins(db, { project, reason: "ticket", citedBy: ticket, id: subjectId, ...(kind === undefined ? {} : { kind }) });
  const pinned = new Set(pins.map((pin) => JSON.stringify([pin.kind, pin.id, pin.citedBy])));
  return citations.map((citation) => ({ ...citation, pinned: pinned.has(JSON.stringify([citation.kind, citation.subjectId, citation.ticket.key])) }));
}

/** A citation that stands, as it is told. */
export function plainCitation(listed: ListedCitation): Citation {
  const { attached: _, ...citation } = listed;
  return citation;
}
