"use client";

import { useRouter } from "next/navigation";
import { useState } from "react";
import { sendDecision } from "./send-decision.ts";

/** Puts all that a resolution took off the inbox back on it. */
export function ReopenButton({ id, isLeft }: { id: string; isLeft: boolean }) {
  const router = useRouter();
  const [refused, setRefused] = useState("");
  const reopen = async () => {
    const decision = await sendDecision(`/${encodeURIComponent(id)}/reopen`, {});
    setRefused(decision.ok ? "" : decision.message);
    router.refresh();
  };
  if (!isLeft) return <span className="w-20 text-end text-xs text-ink-3">put back</span>;
  return (
    <span className="w-20 text-end print:hidden">
      <button type="button" onClick={() => void reopen()} className="h-6 rounded border border-control px-2 text-xs text-ink-2 hover:text-ink">
        Reopen
      </button>
      <span role="alert" className="block text-xs [overflow-wrap:anywhere]">
        {refused}
      </span>
    </span>
  );
}
