import { clsx } from "clsx";
import Link from "next/link";
import { withParams } from "@/lib/text/paths.ts";

const VIEWS = [
  { href: "/traces", label: "Traces" },
  { href: "/workflows", label: "Workflows" },
] as const;

/** Leads from single traces to the workflows they are parts of, and back; the window of time goes along. */
export function TraceViews({ here, search }: { here: (typeof VIEWS)[number]["href"]; search: string }) {
  const params = new URLSearchParams(search);
  const range = { range: params.get("range") ?? "", from: params.get("from") ?? "", to: params.get("to") ?? "" };
  return (
    <nav aria-label="Traces or workflows" className="flex h-7 items-stretch rounded border border-control bg-surface text-xs">
      {VIEWS.map(({ href, label }) => (
        <Link
          key={href}
          href={withParams(href, "", range)}
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
