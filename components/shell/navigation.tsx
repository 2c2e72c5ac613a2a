"use client";

import { clsx } from "clsx";
import Link from "next/link";
import { usePathname, useSearchParams } from "next/navigation";
import { withParams } from "@/lib/text/paths.ts";
import { OpenCount } from "./open-count.tsx";
import { PLACES } from "./places.ts";

/** The places of the product; the window of time goes along from one to the next. */
export function Navigation() {
  const path = usePathname();
  const search = useSearchParams();
  const range = { range: search.get("range") ?? "", from: search.get("from") ?? "", to: search.get("to") ?? "" };
  return (
    <nav aria-label="Main" className="order-last flex h-10 w-full overflow-x-auto overflow-y-hidden [scrollbar-width:none] lg:order-none lg:h-full lg:w-auto lg:overflow-visible">
      {PLACES.map(({ href, label, holds }) => {
        const current = path === href || holds.some((place) => path.startsWith(place));
        return (
          <Link
            key={href}
            href={withParams(href, "", href === "/docs/findings" ? {} : range)}
            prefetch={false}
            aria-current={current ? "page" : undefined}
            className={clsx(
              "relative -mb-px flex h-10 items-center border-b-2 px-1.5 sm:px-3 lg:h-12",
              current ? "border-ink font-medium" : "border-transparent text-ink-2 hover:text-ink",
            )}
          >
            {label}
            {href === "/inbox" ? <OpenCount /> : null}
          </Link>
        );
      })}
    </nav>
  );
}
