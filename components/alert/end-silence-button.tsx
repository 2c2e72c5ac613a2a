"use client";

import { useRouter } from "next/navigation";
import { useState } from "react";
import { sendJson } from "../ui/send-json.ts";

/** Ends a silence now; one that is still to come is called off. */
export function EndSilenceButton({ id, isPlanned }: { id: string; isPlanned: boolean }) {
  const router = useRouter();
  const [state, setState] = useState<"idle" | "sending" | { refused: string }>("idle");
  const end = async (): Promise<void> => {
    setState("sending");
    const sent = await sendJson("DELETE", `/silences/${encodeURIComponent(id)}`);
    setState(sent.ok ? "idle" : { refused: sent.message });
    if (sent.ok) router.refresh();
  };
  return (
    <>
      <button type="button" disabled={state === "sending"} onClick={() => void end()} className="h-7 rounded border border-control px-2.5 text-xs whitespace-nowrap hover:bg-sunk">
        {isPlanned ? "Call off" : "End now"}
      </button>
      {typeof state === "object" ? (
        <span role="alert" className="block text-xs text-accent">
          ✗ {state.refused}
        </span>
      ) : null}
    </>
  );
}
