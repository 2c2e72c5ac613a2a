"use client";

import { ChevronRight } from "lucide-react";
import type { ReactNode } from "react";
import { clsx } from "clsx";
import { useUrlState } from "../shell/use-url-state.ts";

/** Opens and closes what changed; whether it is open stands in the URL, so that it can be sent to somebody and Back closes it. */
export function ChangedToggle({ summary, children }: { summary: ReactNode; children: ReactNode }) {
  const { search, change } = useUrlState();
  const open = search.get("changed") === "1";
  return (
    <>
      <button
        type="button"
        aria-expanded={open}
        aria-controls="what-changed"
        onClick={() => change({ changed: open ? undefined : "1" }, "push")}
        className="flex min-h-10 w-full flex-wrap items-center gap-x-3 gap-y-0.5 border-t border-line px-4 py-1.5 text-start hover:bg-sunk"
      >
        <ChevronRight className={clsx("size-4 shrink-0 text-ink-3", open && "rotate-90")} aria-hidden="true" />
        {summary}
      </button>
      <div id="what-changed" hidden={!open}>
        {children}
      </div>
    </>
  );
}
