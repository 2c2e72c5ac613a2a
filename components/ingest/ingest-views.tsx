import { clsx } from "clsx";
import Link from "next/link";

const VIEWS = [
  { href: "/settings/ingest", label: "Ledger" },
  { href: "/rejects", label: "Rejects" },
] as const;

/** Leads from the ledger of what came in to what was refused of it, and back. */
export function IngestViews({ here }: { here: (typeof VIEWS)[number]["href"] }) {
  return (
    <nav aria-label="Ledger or rejects" className="flex h-7 items-stretch rounded border border-control bg-surface text-xs">
      {VIEWS.map(({ href, label }) => (
        <Link
          key={href}
          href={href}
          prefetch={false}
          aria-current={href === here ? "page" : undefined}
          className={clsx("flex items-center px-2 first:rounded-l-[3px] last:rounded-r-[3px]", href === here ? "bg-ink text-ground" : "text-ink-2 hover:bg-sunk hover:text-ink")}
        >
          {label}
        </Link>
      ))}
    </nav>
  );
}
