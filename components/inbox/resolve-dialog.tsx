"use client";

import { useEffect, useRef, useState, type FormEvent } from "react";
import { RESOLUTION_TEXT_MAX } from "@/lib/model/resolution-limits.ts";
import { type Decision, sendDecision } from "./send-decision.ts";

const BY = "seamscope.resolved-by";

/** What is to be resolved: in words, and as the API is told. */
export interface Resolving {
  words: string;
  lines: readonly string[];
  body: object;
}

interface ResolveDialogProps {
  resolving: Resolving;
  onDone: (done: Extract<Decision, { ok: true }>) => void;
  onClose: () => void;
}

/** Asks why, and who says so, before anything is taken off the inbox. */
export function ResolveDialog({ resolving, onDone, onClose }: ResolveDialogProps) {
  const dialog = useRef<HTMLDialogElement>(null);
  const [state, setState] = useState<"asking" | "sending" | { refused: string }>("asking");
  useEffect(() => dialog.current?.showModal(), []);
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const data = new FormData(event.currentTarget);
    const [reason = "", by = ""] = [data.get("reason"), data.get("by")].map((text) => (typeof text === "string" ? text.trim() : ""));
    window.localStorage.setItem(BY, by);
    setState("sending");
    void sendDecision("", { ...resolving.body, reason, by }).then((decision) => (decision.ok ? onDone(decision) : setState({ refused: decision.message })));
  };
  return (
    <dialog ref={dialog} onClose={onClose} aria-labelledby="resolve-title" className="panel m-auto w-lg max-w-[calc(100vw-2rem)] p-5 text-ink backdrop:bg-ink/40">
      <form onSubmit={submit} className="space-y-3">
        <h2 id="resolve-title" className="text-lg font-semibold">
          {resolving.words}
        </h2>
        <ul className="max-h-40 overflow-auto text-ink-2">
          {resolving.lines.map((line) => (
            <li key={line} className="[overflow-wrap:anywhere]">
              {line}
            </li>
          ))}
        </ul>
        <label className="block">
          <span className="column-head">Why (required)</span>
          <textarea name="reason" required maxLength={RESOLUTION_TEXT_MAX.reason} rows={3} autoFocus className="field mt-1 h-auto w-full py-1.5" placeholder="e.g. drafts sent by hand, see INC-4711" />
        </label>
        <label className="block">
          <span className="column-head">Who (optional; there is no login yet, so nobody is checked)</span>
          <input name="by" maxLength={RESOLUTION_TEXT_MAX.by} autoComplete="name" defaultValue={window.localStorage.getItem(BY) ?? ""} className="field mt-1 w-full" />
        </label>
        <p className="text-xs text-ink-3">It only leaves the inbox: verdicts, findings and all counts stay as they are. A group that grows again comes back. It can be undone.</p>
        {typeof state === "object" ? (
          <p role="alert" className="font-medium [overflow-wrap:anywhere]">
            Not resolved: {state.refused}
          </p>
        ) : null}
        <div className="flex justify-end gap-2">
          <button type="button" onClick={() => dialog.current?.close()} className="field">
            Cancel
          </button>
          <button type="submit" disabled={state === "sending"} className="h-[1.875rem] rounded bg-ink px-4 font-medium text-ground disabled:opacity-60">
            Resolve
          </button>
        </div>
      </form>
    </dialog>
  );
}
