import type { Metadata } from "next";
import { PageHead } from "@/components/shell/page-head.tsx";
import { TicketList } from "@/components/ticket/ticket-list.tsx";
import { PROJECT } from "@/lib/model/project.ts";
import { listTickets } from "@/lib/queries/tickets/list-tickets.ts";
import { database } from "../database.ts";

export const metadata: Metadata = { title: "Tickets" };

const TICKETS_SHOWN = 100;

export default async function TicketsPage() {
  const { tickets, inAll } = await listTickets(await database(), { project: PROJECT, limit: TICKETS_SHOWN });
  return (
    <>
      <PageHead title="Tickets that cite evidence" />
      <TicketList tickets={tickets} inAll={inAll} nowMs={Date.now()} />
    </>
  );
}
