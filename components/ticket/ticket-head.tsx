import type { TicketDetail } from "@/lib/model/ticket.ts";
import { countOf } from "@/lib/text/count.ts";
import { CopyButton } from "../ui/copy-button.tsx";
import { ticketPath } from "@/lib/text/paths.ts";
import { CopyEvidence } from "./copy-evidence.tsx";
import { isWebAddress, SYSTEM_NAMES } from "./ticket-words.ts";

/** Which ticket this is, where it lives, and its evidence to copy. */
export function TicketHead({ detail: { ticket, urls, citationsInAll } }: { detail: TicketDetail }) {
  return (
    <header className="mb-4">
      <div className="mb-1 flex flex-wrap items-start gap-x-4 gap-y-2">
        <h1 className="mr-auto line-clamp-3 min-w-0 text-lg font-semibold tracking-tight [overflow-wrap:anywhere]" title={ticket.key}>
          {ticket.key}
        </h1>
        <CopyEvidence kind="ticket" id={ticket.key} words="Copy for ticket" label={`Copy all evidence for ${ticket.key} as Markdown`} />
        <CopyButton text="" link={ticketPath(ticket.key)} label="Copy the address of this page" words="Copy link" />
        <a href={`/api/v1/evidence?kind=ticket&id=${encodeURIComponent(ticket.key)}`} className="flex h-7 items-center rounded border border-control px-2 text-xs text-ink-2 hover:text-ink print:hidden">
          Open as JSON
        </a>
      </div>
      <p className="flex flex-wrap gap-x-4 text-ink-2 [&>*]:min-w-0 [&>*]:[overflow-wrap:anywhere]">
        {ticket.system === "other" ? null : <span>{SYSTEM_NAMES[ticket.system]}</span>}
        <span>{citationsInAll === 0 ? "cites nothing" : `cites ${countOf(citationsInAll, "thing")}`}</span>
        {urls.filter(isWebAddress).map((url) => (
          <a key={url} href={url} rel="noopener noreferrer" target="_blank" className="leading-6 underline decoration-control underline-offset-2 hover:decoration-ink">
            {url}
          </a>
        ))}
      </p>
    </header>
  );
}
