import { clsx } from "clsx";
import Link from "next/link";

const TABS = [
  { href: "/alerts", label: "Now & rules" },
  { href: "/alerts/history", label: "History" },
  { href: "/alerts/deliveries", label: "Deliveries" },
  { href: "/alerts/silences", label: "Silences" },
  { href: "/alerts/channels", label: "Channels" },
  { href: "/slo", label: "Objectives" },
] as const;

/** Leads from one page of the alerts to the others. */
export function AlertTabs({ here }: { here: (typeof TABS)[number]["href"] }) {
  return (
    <nav aria-label="Alerts" className="mb-4 flex flex-wrap gap-x-1 border-b border-line print:hidden">
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
