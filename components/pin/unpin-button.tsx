"use client";

import { useRouter } from "next/navigation";
import { useState } from "react";
import { sendPin } from "./send-pin.ts";

/** Ends a pin at the second click. */
export function UnpinButton({ pinId, what }: { pinId: string; what: string }) {
  const router = useRouter();
  const [state, setState] = useState<"idle" | "sure" | "sending">("idle");
  const [problem, setProblem] = useState("");
  const end = async (): Promise<void> => {
    setState("sending");
    const sent = await sendPin(`/api/v1/pins/${encodeURIComponent(pinId)}`, "DELETE");
    setProblem(sent.ok ? "" : sent.message);
    setState("idle");
    router.refresh();
  };
  return (
    <span className="print:hidden">
      <button
        type="button"
        disabled={state === "sending"}
        onClick={() => (state === "sure" ? void end() : setState("sure"))}
        onBlur={() => setState((now) => (now === "sure" ? "idle" : now))}
        aria-label={`Unpin ${what}`}
        className="h-6 rounded border border-control px-2 text-xs text-ink-2 hover:text-ink"
      >
        {state === "sure" ? "Unpin for sure" : "Unpin"}
      </button>
      {problem === "" ? null : <span role="alert"> {problem}</span>}
    </span>
  );
}
