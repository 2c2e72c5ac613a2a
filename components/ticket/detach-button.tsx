"use client";

import { useRouter } from "next/navigation";
import { useState } from "react";
import { uncite } from "./send-citation.ts";

/** Takes a citation away, after asking once more; it can be attached again. */
export function DetachButton({ id, what }: { id: string; what: string }) {
  const router = useRouter();
  const [state, setState] = useState<"idle" | "asking" | "sending" | { refused: string }>("idle");
  const detach = async (): Promise<void> => {
    setState("sending");
    const done = await uncite(id, window.localStorage.getItem("seamscope.cited-by") ?? "");
    if (!done.ok) setState({ refused: done.message });
    else router.refresh();
  };
  const words = typeof state === "object" ? `Not detached: ${state.refused}` : state === "asking" ? "Detach and unpin?" : state === "sending" ? "Detaching …" : "Detach";
  return (
    <button
      type="button"
      disabled={state === "sending"}
      onBlur={() => setState((now) => (now === "asking" ? "idle" : now))}
      onClick={() => (state === "asking" ? void detach() : setState("asking"))}
      aria-label={state === "idle" ? `Detach this ${what}` : words}
      className="flex h-7 items-center rounded border border-control bg-surface px-2 text-xs whitespace-nowrap text-ink-2 hover:text-ink print:hidden"
    >
      <span role="status">{words}</span>
    </button>
  );
}
