"use client";

import { useRouter } from "next/navigation";
import { useEffect, useRef, useState, type FormEvent } from "react";
import { absolute } from "@/lib/text/permalink.ts";
import { CopyButton } from "../ui/copy-button.tsx";
import { browserBase } from "../ui/public-base.ts";
import { type Sent, sendPin } from "./send-pin.ts";

const WORDS = {
  pin: { title: "Pin", path: "/api/v1/pins", done: "Pinned: it outlives every retention until it is unpinned." },
  share: { title: "Share", path: "/api/v1/shares", done: "Whoever has this link sees this one thing until the link expires. It is shown only now; it can be revoked on this page." },
} as const;

interface KeepDialogProps {
  what: keyof typeof WORDS;
  kind: "handoff" | "trace" | "workflow" | "seam";
  id: string;
  onClose: () => void;
}

/** Asks why something is pinned, or for how long it is shared, and does it. */
export function KeepDialog({ what, kind, id, onClose }: KeepDialogProps) {
  const dialog = useRef<HTMLDialogElement>(null);
  const router = useRouter();
  const [state, setState] = useState<"asking" | "sending" | Sent>("asking");
  useEffect(() => dialog.current?.showModal(), []);
  const send = async (form: FormData): Promise<void> => {
    const told = Object.fromEntries(["note", "by"].map((name) => [name, textOf(form, name)]));
    setState(await sendPin(WORDS[what].path, "POST", what === "pin" ? { kind, id, reason: "hand", citedBy: "", ...told } : { kind, id, expiresIn: textOf(form, "expiresIn"), mask: form.get("open") === null, ...told }));
    router.refresh();
  };
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    setState("sending");
    void send(form);
  };
  const done = typeof state === "object" && state.ok ? state : undefined;
  return (
    <dialog ref={dialog} onClose={onClose} aria-labelledby="keep-title" className="panel m-auto w-lg max-w-[calc(100vw-2rem)] p-5 text-ink backdrop:bg-ink/40">
      <h2 id="keep-title" className="mb-3 text-lg font-semibold">
        {WORDS[what].title} this {kind}
      </h2>
      {done === undefined ? (
        <form onSubmit={submit} className="space-y-3">
          {what === "share" ? <ShareFields /> : null}
          <KeepFields />
          {typeof state === "object" && !state.ok ? (
            <p role="alert" className="font-medium [overflow-wrap:anywhere]">
              Not done: {state.message}
            </p>
          ) : null}
          <div className="flex justify-end gap-2">
            <button type="button" onClick={() => dialog.current?.close()} className="field">
              Cancel
            </button>
            <button type="submit" disabled={state === "sending"} className="h-[1.875rem] rounded bg-ink px-4 font-medium text-ground disabled:opacity-60">
              {WORDS[what].title}
            </button>
          </div>
        </form>
      ) : (
        <div className="space-y-3">
          <p role="status">
            {WORDS[what].done}
            {done.complete ? "" : " Its workflow has more traces than are kept for one pin."}
          </p>
          {done.address === "" ? null : (
            <input readOnly aria-label="The link that was made" value={absolute(browserBase(), done.address)} onFocus={(event) => event.currentTarget.select()} className="field w-full font-mono text-xs" />
          )}
          <div className="flex items-center justify-end gap-2">
            {done.address === "" ? null : <CopyButton text="" link={done.address} label="Copy the link that was made" words="Copy link" />}
            <button type="button" onClick={() => dialog.current?.close()} className="field" autoFocus>
              Close
            </button>
          </div>
        </div>
      )}
    </dialog>
  );
}

function textOf(form: FormData, name: string): string {
  const text = form.get(name);
  return typeof text === "string" ? text.trim() : "";
}

function ShareFields() {
  return (
    <>
      <label className="block">
        <span className="column-head">Opens for</span>
        <select name="expiresIn" defaultValue="7d" className="field mt-1 w-full">
          <option value="12h">12 hours</option>
          <option value="7d">7 days</option>
          <option value="30d">30 days</option>
          <option value="90d">90 days</option>
        </select>
      </label>
      <label className="flex items-center gap-2">
        <input type="checkbox" name="open" /> Show the values of payloads, not only their structure
      </label>
    </>
  );
}

function KeepFields() {
  return (
    <>
      <label className="block">
        <span className="column-head">Why (optional)</span>
        <textarea name="note" maxLength={2000} rows={2} className="field mt-1 h-auto w-full py-1.5" />
      </label>
      <label className="block">
        <span className="column-head">Who (optional; there is no login yet, so nobody is checked)</span>
        <input name="by" maxLength={200} autoComplete="name" className="field mt-1 w-full" />
      </label>
    </>
  );
}
