import Link from "next/link";
import type { TicketSummary } from "@/lib/model/ticket.ts";
import { countOf } from "@/lib/text/count.ts";
import { ticketPath } from "@/lib/text/paths.ts";
import { CopyBlock } from "../ui/copy-block.tsx";
import { Section } from "../ui/section.tsx";
import { TableHead } from "../ui/table-head.tsx";
import { TimeAgo } from "../ui/time-ago.tsx";
import { kindsWords, SYSTEM_NAMES } from "./ticket-words.ts";

const TITLES = ["Ticket", "System", "Cites", "First cited", "Last cited"] as const;
const EXAMPLE = `curl "$API/citations" -H 'content-type: application/json' \\
  -d '{"ticket":"INC-123","kind":"handoff","id":"…","by":"dana"}'`;

/** Tickets that cite something, the one that did so last first. */
export function TicketList({ tickets, inAll, nowMs }: { tickets: readonly TicketSummary[]; inAll: number; nowMs: number }) {
  if (tickets.length === 0) return <NoTickets />;
  return (
    <Section title="Tickets" aside={inAll > tickets.length ? `${tickets.length} of ${countOf(inAll, "ticket")}, the ones cited last` : countOf(inAll, "ticket")}>
      <div className="overflow-x-auto" role="region" aria-label="List of tickets" tabIndex={0}>
        <table className="w-full min-w-2xl">
          <TableHead titles={TITLES} />
          <tbody>
            {tickets.map(({ ticket, kinds, firstAt, lastAt }) => (
              <tr key={ticket.key} className="relative hover:bg-sunk">
                <td className="max-w-md border-b border-line py-(--cell-y) pr-3 pl-4">
                  <Link href={ticketPath(ticket.key)} prefetch={false} title={ticket.key} className="block truncate font-medium after:absolute after:inset-0 hover:underline">
                    {ticket.key}
                  </Link>
                </td>
                <td className="border-b border-line px-3 text-ink-2">{SYSTEM_NAMES[ticket.system] || "–"}</td>
                <td className="border-b border-line px-3">{kindsWords(kinds)}</td>
                <td className="border-b border-line px-3 text-ink-2">
                  <TimeAgo at={firstAt} nowMs={nowMs} />
                </td>
                <td className="border-b border-line px-3 pr-4 text-ink-2">
                  <TimeAgo at={lastAt} nowMs={nowMs} />
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </Section>
  );
}

function NoTickets() {
  return (
    <section className="panel max-w-3xl space-y-3 p-6">
      <h2 className="text-base font-semibold">No ticket cites anything yet</h2>
      <p className="text-ink-2">
        Press <kbd className="rounded border border-control px-1 font-mono text-xs">x</kbd> on a handoff, trace, seam or workflow, or choose “Cite in a ticket” there. What is cited is pinned: it stays when retention removes everything around it, and this page lists all that one ticket cites. By the API:
      </p>
      <CopyBlock text={EXAMPLE} label="Copy the request" />
      <p className="text-ink-2">An incident tool can do it by itself: its webhook to /api/v1/hooks/tickets attaches every permalink in the ticket.</p>
    </section>
  );
}
