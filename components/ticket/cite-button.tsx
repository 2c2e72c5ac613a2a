"use client";

import { TicketCheck } from "lucide-react";
import { useState } from "react";
import type { CitedKind } from "@/lib/model/cited-kinds.ts";
import { useShortcuts } from "../shell/use-shortcuts.ts";
import { CiteDialog } from "./cite-dialog.tsx";

/** Opens the dialog that attaches a ticket to a thing; the key x does the same. One a page. */
export function CiteButton({ kind, id }: { kind: CitedKind; id: string }) {
  const [open, setOpen] = useState(false);
  useShortcuts("Evidence", { x: () => setOpen(true) });
  return (
    <>
      <button
        type="button"
        onClick={() => setOpen(true)}
        title={`Attach a ticket to this ${kind} and keep its evidence (key x)`}
        className="flex h-7 items-center gap-1.5 rounded border border-control bg-surface px-2 text-xs whitespace-nowrap text-ink-2 hover:text-ink print:hidden"
      >
        <TicketCheck className="size-3" aria-hidden="true" /> Cite in a ticket
      </button>
      {open ? <CiteDialog kind={kind} id={id} onClose={() => setOpen(false)} /> : null}
    </>
  );
}
