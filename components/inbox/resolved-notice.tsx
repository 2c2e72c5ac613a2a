"use client";

import { useState } from "react";
import { countOf, formatCount } from "@/lib/text/count.ts";
import { sendDecision } from "./send-decision.ts";

/** Says what was just resolved, and undoes it. */
export function ResolvedNotice({ done, onReopened }: { done: { id: string; handoffs: number; leftOpen: number }; onReopened: () => void }) {
  const [refused, setRefused] = useState("");
  const undo = () => void sendDecision(`/${encodeURIComponent(done.id)}/reopen`, {}).then((decision) => (decision.ok ? onReopened() : setRefused(decision.message)));
  return (
    <p role="status" className="flex flex-wrap items-center gap-3 border-y border-line bg-sunk px-4 py-1.5">
      <span>
        Resolved {countOf(done.handoffs, "handoff")}.{done.leftOpen > 0 ? ` ${formatCount(done.leftOpen)} more are left open: one resolution takes so many at most.` : ""} {refused === "" ? "" : `Not undone: ${refused}`}
      </span>
      <button type="button" onClick={undo} className="text-link text-xs">
        Undo
      </button>
    </p>
  );
}
