import { clsx } from "clsx";
import Link from "next/link";

const TABS = [
  { href: "/settings", label: "Overview" },
  { href: "/settings/ingest", label: "Ingest ledger" },
  { href: "/rejects", label: "Rejects" },
  { href: "/settings/retention", label: "Retention & disk" },
] as const;

/** Leads from one page of the settings to the others. */
export function SettingsTabs({ here }: { here: (typeof TABS)[number]["href"] }) {
  return (
    <nav aria-label="Settings" className="mb-4 flex gap-x-1 overflow-x-auto border-b border-line [scrollbar-width:none] print:hidden">
      {TABS.map(({ href, label }) => (
        <Link
          key={href}
          href={href}
          prefetch={false}
          aria-current={href === here ? "page" : undefined}
          className={clsx("-mb-px flex h-9 items-center border-b-2 px-3 whitespace-nowrap", href === here ? "border-ink font-medium" : "border-transparent text-ink-2 hover:text-ink")}
        >
          {label}
        </Link>
      ))}
    </nav>
  );
}
