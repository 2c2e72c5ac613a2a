"use client";

import { useRouter } from "next/navigation";
import { useState } from "react";
import type { RuleStanding } from "@/lib/model/alert-view.ts";
import { sendJson } from "../ui/send-json.ts";

/** Switches a rule on or off; what it fired for ends when it is off. */
export function RuleSwitch({ rule }: { rule: RuleStanding }) {
  const router = useRouter();
  const [state, setState] = useState<"idle" | "sending" | { refused: string }>("idle");
  const flip = async (): Promise<void> => {
    const { id: _id, origin: _origin, savedAt: _at, isShipped: _shipped, firing: _firing, pending: _pending, noData: _none, ...draft } = rule;
    setState("sending");
    const sent = await sendJson("POST", "/alert-rules", { ...draft, enabled: !rule.enabled });
    setState(sent.ok ? "idle" : { refused: sent.message });
    if (sent.ok) router.refresh();
  };
  return (
    <>
      <button
        type="button"
        role="switch"
        aria-checked={rule.enabled}
        aria-label={`${rule.name}: ${rule.enabled ? "on" : "off"}`}
        disabled={state === "sending"}
        onClick={() => void flip()}
        className="flex h-6 items-center gap-1.5 text-xs whitespace-nowrap"
      >
        <span className={`relative h-4 w-7 rounded-full border border-control ${rule.enabled ? "bg-ink" : "bg-sunk"}`} aria-hidden="true">
          <span className={`absolute top-0.5 size-2.5 rounded-full ${rule.enabled ? "right-0.5 bg-ground" : "left-0.5 bg-control"}`} />
        </span>
        {rule.enabled ? "on" : "off"}
      </button>
      {typeof state === "object" ? <span role="alert" className="block text-xs text-accent [overflow-wrap:anywhere]">✗ {state.refused}</span> : null}
    </>
  );
}
