"use client";

import { clsx } from "clsx";
import { useRouter } from "next/navigation";
import { useState } from "react";
import type { Pin } from "@/lib/model/pin.ts";
import { sendPin } from "./send-pin.ts";

/** A share's pin ends with its link: alone, it would leave a link that opens what is gone. */
const WAYS = {
  unpin: { words: "Unpin", of: "" },
  revoke: { words: "Revoke", of: "a link to " },
} as const;

/** Ends a pin, and the link of one that a share holds, at the second click. */
export function UnpinButton({ pin, what, className }: { pin: Pick<Pin, "pinId" | "reason" | "citedBy">; what: string; className?: string }) {
  const router = useRouter();
  const [state, setState] = useState<"idle" | "sure" | "sending">("idle");
  const [problem, setProblem] = useState("");
  const { words, of } = WAYS[pin.reason === "share" ? "revoke" : "unpin"];
  const path = pin.reason === "share" ? `/shares/${encodeURIComponent(pin.citedBy)}` : `/pins/${encodeURIComponent(pin.pinId)}`;
  const end = async (): Promise<void> => {
    setState("sending");
    const sent = await sendPin(path, "DELETE");
    setProblem(sent.ok ? "" : sent.message);
    setState("idle");
    router.refresh();
  };
  const shown = state === "sure" ? `${words} for sure` : words;
  return (
    <span className={clsx("print:hidden", className)}>
      <button
        type="button"
        disabled={state === "sending"}
        onClick={() => (state === "sure" ? void end() : setState("sure"))}
        onBlur={() => setState((now) => (now === "sure" ? "idle" : now))}
        aria-label={`${shown}: ${of}${what}`}
        className="h-6 rounded border border-control px-2 text-xs whitespace-nowrap text-ink-2 hover:text-ink"
      >
        {shown}
      </button>
      {problem === "" ? null : <span role="alert"> {problem}</span>}
    </span>
  );
}
