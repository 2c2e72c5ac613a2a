import { clsx } from "clsx";
import Link from "next/link";
import { withParams } from "@/lib/text/paths.ts";

const VIEWS = [
  { view: "open", label: "Open" },
  { view: "resolved", label: "Resolved" },
] as const;

/** Leads from what is open to what was resolved, and back. */
export function InboxViews({ here, path, search }: { here: "open" | "resolved"; path: string; search: string }) {
  return (
    <nav aria-label="Open or resolved" className="flex h-7 items-stretch rounded border border-control bg-surface text-xs">
      {VIEWS.map(({ view, label }) => (
        <Link
          key={view}
          href={withParams(path, search, { view: view === "open" ? undefined : view, open: undefined })}
          prefetch={false}
          aria-current={view === here ? "page" : undefined}
          className={clsx("flex items-center px-2 first:rounded-l-[3px] last:rounded-r-[3px]", view === here ? "bg-ink text-ground" : "text-ink-2 hover:bg-sunk hover:text-ink")}
        >
          {label}
        </Link>
      ))}
    </nav>
  );
}
