import type { Metadata } from "next";
import { headers } from "next/headers";
import { notFound } from "next/navigation";
import { Suspense } from "react";
import { AddCitation } from "@/components/ticket/add-citation.tsx";
import { CitationList } from "@/components/ticket/citation-list.tsx";
import { TicketHead } from "@/components/ticket/ticket-head.tsx";
import { EVIDENCE_PARTS_MAX } from "@/lib/model/evidence.ts";
import { parseTicket } from "@/lib/model/parse-ticket.ts";
import { PROJECT } from "@/lib/model/project.ts";
import type { TicketDetail } from "@/lib/model/ticket.ts";
import { getTicket } from "@/lib/queries/tickets/list-tickets.ts";
import { idFromPath } from "@/lib/text/paths.ts";
import { database } from "../../database.ts";
import { linkBase } from "../link-base.ts";
import { readParts } from "../read-evidence.ts";

interface Props {
  params: Promise<{ key: string }>;
}

/** A ticket that cites nothing yet has a page all the same: something can be attached to it there. */
async function readTicket(text: string): Promise<TicketDetail | undefined> {
  const parsed = parseTicket(text);
  if (!parsed.ok) return undefined;
  const { ticket } = parsed;
  return (await getTicket(await database(), { project: PROJECT, key: ticket.key })) ?? { ticket, urls: ticket.url === "" ? [] : [ticket.url], citations: [], citationsInAll: 0 };
}

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  return { title: `Ticket ${idFromPath((await params).key).slice(0, 100)}` };
}

export default async function TicketPage({ params }: Props) {
  const detail = await readTicket(idFromPath((await params).key));
  if (detail === undefined) notFound();
  const shown = detail.citations.slice(0, EVIDENCE_PARTS_MAX);
  return (
    <>
      <TicketHead detail={detail} />
      <AddCitation ticket={detail.ticket.url === "" ? detail.ticket.key : detail.ticket.url} />
      {shown.length === 0 ? (
        <p className="panel p-4 text-ink-2">It cites nothing yet. Attach something above, or choose “Cite in a ticket” on a handoff, trace, seam, workflow or alert.</p>
      ) : (
        <Suspense fallback={<CitationList citations={shown} inAll={detail.citationsInAll} parts={new Map()} />}>
          <CitedEvidence detail={{ ...detail, citations: shown }} />
        </Suspense>
      )}
    </>
  );
}

async function CitedEvidence({ detail: { citations, citationsInAll } }: { detail: TicketDetail }) {
  const parts = await readParts(await database(), citations, { now: new Date(), base: linkBase(await headers()) });
  return <CitationList citations={citations} inAll={citationsInAll} parts={new Map(parts.map((part) => [part.cited?.id ?? "", part]))} />;
}
