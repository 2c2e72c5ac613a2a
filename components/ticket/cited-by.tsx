import Link from "next/link";
import type { Citation } from "@/lib/model/ticket.ts";
import { formatInstantShort } from "@/lib/text/instant.ts";
import { ticketPath } from "@/lib/text/paths.ts";

const SHOWN = 5;

/** Which tickets cite a thing, the latest first; nothing when none does. */
export function CitedBy({ citations, inAll = citations.length }: { citations: readonly Citation[]; inAll?: number }) {
  if (citations.length === 0) return null;
  const left = inAll - Math.min(SHOWN, citations.length);
  return (
    <p className="mt-1 flex flex-wrap items-baseline gap-x-2 text-ink-2">
      <span>cited by</span>
      {citations.slice(0, SHOWN).map(({ id, ticket, at, by, note }) => (
        <Link
          key={id}
          href={ticketPath(ticket.key)}
          prefetch={false}
          title={[`${ticket.key}, ${formatInstantShort(at)} UTC${by === "" ? "" : ` by ${by}`}`, note].filter((part) => part !== "").join("\n")}
          className="inline-block max-w-[20rem] truncate align-bottom leading-6 font-medium text-ink underline decoration-control underline-offset-2 hover:decoration-ink"
        >
          {ticket.key}
        </Link>
      ))}
      {left > 0 ? <span>and {left} more</span> : null}
    </p>
  );
}
