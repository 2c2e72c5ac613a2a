"use client";

import { countOf } from "@/lib/text/count.ts";
import { useOpenCount } from "./use-open-count.ts";

const TOLD_MAX = 99;

/** How much is open in the inbox, above the upper right of its name: it takes no room, so nothing moves when it comes. */
export function OpenCount() {
  const count = useOpenCount();
  if (count === undefined || count === 0) return null;
  return (
    <>
      <span aria-hidden="true" title={`${countOf(count, "handoff")} open`} className="absolute start-[calc(100%-1.5rem)] top-0 rounded-full bg-ink px-1 text-[0.625rem] leading-3.5 font-medium text-ground tabular-nums sm:start-[calc(100%-1.125rem)] md:top-1">
        {count > TOLD_MAX ? `${TOLD_MAX}+` : count}
      </span>
      <span className="sr-only"> {countOf(count, "handoff")} open</span>
    </>
  );
}
