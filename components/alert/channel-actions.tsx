"use client";

import { useRouter } from "next/navigation";
import { useState } from "react";
import { fieldIn, sendJson, textIn } from "../ui/send-json.ts";

const BUTTON = "h-7 rounded border border-control px-2.5 text-xs whitespace-nowrap hover:bg-sunk disabled:opacity-60";

/** Sends a test to a channel and shows what was answered, or deletes it. */
export function ChannelActions({ name }: { name: string }) {
  const router = useRouter();
  const [state, setState] = useState<{ sending?: boolean; said?: string; ok?: boolean }>({});
  const path = `/channels/${encodeURIComponent(name)}`;
  const test = async (): Promise<void> => {
    setState({ sending: true });
    const sent = await sendJson("POST", `${path}/test`);
    setState(sent.ok ? outcomeOf(sent.answer) : { said: sent.message, ok: false });
  };
  const remove = async (): Promise<void> => {
    setState({ sending: true });
    const sent = await sendJson("DELETE", path);
    setState(sent.ok ? {} : { said: sent.message, ok: false });
    if (sent.ok) router.refresh();
  };
  return (
    <span className="grid justify-items-end gap-1">
      <span className="flex gap-2">
        <button type="button" onClick={() => void test()} disabled={state.sending} aria-label={`Send a test to ${name}`} className={BUTTON}>
          Send a test
        </button>
        <button type="button" onClick={() => void remove()} disabled={state.sending} aria-label={`Delete ${name}`} className={BUTTON}>
          Delete
        </button>
      </span>
      <span role="status" className={`max-w-80 text-end text-xs [overflow-wrap:anywhere] ${state.ok === false ? "font-medium text-accent" : "text-ink-2"}`}>
        {state.sending === true ? "…" : state.said}
      </span>
    </span>
  );
}

function outcomeOf(answer: unknown): { said: string; ok: boolean } {
  const ok = textIn(answer, "outcome") === "delivered";
  const status = fieldIn(answer, "status");
  const tookMs = fieldIn(answer, "tookMs");
  const details = [typeof status === "number" ? `answer ${status}` : "", textIn(answer, "error"), typeof tookMs === "number" ? `in ${tookMs} ms` : ""].filter((part) => part !== "");
  return { ok, said: `${ok ? "✓ delivered" : "✗ not delivered"}${details.length === 0 ? "" : `: ${details.join(", ")}`}` };
}
