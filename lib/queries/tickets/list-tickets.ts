import { z } from "zod";
import { defineQuery } from "@/lib/clickhouse/define-query.ts";
import type { Database } from "@/lib/clickhouse/open-database.ts";
import { CITED_KIND_NAMES } from "@/lib/model/cited-kinds.ts";
import { TICKET_SYSTEMS, type TicketDetail, type TicketSummary } from "@/lib/model/ticket.ts";
import { listCitations, plainCitation } from "./list-citations.ts";

/** The most tickets one answer holds. */
export const TICKETS_MAX = 200;

const readTickets = defineQuery({
  name: "list-tickets",
  params: z.object({ project: z.string(), limit: z.int().min(1).max(TICKETS_MAX) }),
  row: z.object({
    key: z.string(), system: z.enum(TICKET_SYSTEMS), url: z.string(), citations: z.coerce.number(), kinds: z.record(z.string(), z.coerce.number()).pipe(z.partialRecord(z.enum(CITED_KIND_NAMES), z.number())),
    firstAt: z.string(), lastAt: z.string(), inAll: z.coerce.number(),
  }),
  sql: `
    SELECT key, if(known = '', 'other', known) AS system, url, citations, kinds, firstAt, lastAt, count() OVER () AS inAll
    FROM
    (
        SELECT key, argMaxIf(toldSystem, told, toldSystem != 'other') AS known, argMaxIf(toldUrl, told, toldUrl != '') AS url,
            count() AS citations, sumMap(map(kind, toUInt64(1))) AS kinds, min(first) AS firstAt, max(told) AS lastAt
        FROM
        (
            SELECT any(ticket) AS key, toString(any(kind)) AS kind, toString(argMax(system, at)) AS toldSystem, argMaxIf(url, at, url != '') AS toldUrl, min(at) AS first, max(at) AS told
            FROM citations
            WHERE project = {project: String}
            GROUP BY citation_id
            HAVING argMax(action, at) = 'attach'
        )
        GROUP BY key
    )
    ORDER BY lastAt DESC, key
    LIMIT {limit: UInt32}
    SETTINGS date_time_output_format = 'iso'`,
});

/** Tickets that cite something, the one that did so last first, and how many there are in all. */
export async function listTickets(db: Database, question: { project: string; limit: number }): Promise<{ tickets: TicketSummary[]; inAll: number }> {
  const rows = await readTickets(db, question);
  const tickets = rows.map((row) => {
    const { key, system, url, inAll: _, ...rest } = row;
    return { ticket: { key, system, url }, ...rest };
  });
  return { tickets, inAll: rows[0]?.inAll ?? 0 };
}

/** A ticket with all that it cites; undefined when it cites nothing, or nothing any more. */
export async function getTicket(db: Database, { project, key }: { project: string; key: string }): Promise<TicketDetail | undefined> {
  const { citations: listed, inAll } = await listCitations(db, { project, ticket: key });
  const [latest] = listed;
  if (latest === undefined) return undefined;
  const known = listed.find((citation) => citation.ticket.system !== "other")?.ticket ?? latest.ticket;
  const urls = [...new Set(listed.map((citation) => citation.ticket.url))].filter((url) => url !== "");
  return { ticket: { key, system: known.system, url: urls[0] ?? "" }, urls, citations: listed.map(plainCitation), citationsInAll: inAll };
}
