import { clsx } from "clsx";
import Link from "next/link";

interface PageTabsProps<Href extends string> {
  /** What the pages are about, for whoever hears it. */
  label: string;
  tabs: readonly { href: Href; label: string }[];
  here: Href;
}

/** Leads from one page of an area to its others. */
export function PageTabs<Href extends string>({ label, tabs, here }: PageTabsProps<Href>) {
  return (
    <nav aria-label={label} className="mb-4 flex flex-wrap gap-x-1 border-b border-line print:hidden">
      {tabs.map((tab) => (
        <Link
          key={tab.href}
          href={tab.href}
          prefetch={false}
          aria-current={tab.href === here ? "page" : undefined}
          className={clsx("-mb-px flex h-9 items-center border-b-2 px-3 whitespace-nowrap", tab.href === here ? "border-ink font-medium" : "border-transparent text-ink-2 hover:text-ink")}
        >
          {tab.label}
        </Link>
      ))}
    </nav>
  );
}
