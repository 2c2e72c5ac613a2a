"use client";

import { permalink } from "@/lib/text/permalink.ts";
import { useShortcuts } from "../shell/use-shortcuts.ts";
import { browserBase } from "../ui/public-base.ts";
import { useCopy } from "../ui/use-copy.ts";

const SAID = { idle: "", copied: "Link copied", refused: "The browser refused to copy the link" } as const;

/** The keys of a handoff's page: copy its short address, go to its differences. */
export function HandoffKeys({ id }: { id: string }) {
  const { state, copy } = useCopy();
  useShortcuts("Handoff", {
    l: () => copy(permalink(browserBase(), "handoff", id)),
    d: () => {
      const section = document.querySelector<HTMLElement>("#diff");
      section?.scrollIntoView({ block: "start" });
      section?.querySelector<HTMLElement>("[role=treegrid], [role=tab]")?.focus({ preventScroll: true });
    },
  });
  return (
    <span role="status" className="text-xs text-ink-2">
      {SAID[state]}
    </span>
  );
}
