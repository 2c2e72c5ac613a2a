"use client";

import { useState, type FormEvent } from "react";
import { RESOLUTION_TEXT_MAX } from "@/lib/model/resolution-limits.ts";
import { AskButtons, AskDialog, WhoField } from "../ui/ask-dialog.tsx";
import { formText } from "../ui/form-text.ts";
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
  const [state, setState] = useState<"asking" | "sending" | { refused: string }>("asking");
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    const [reason, by] = [formText(form, "reason"), formText(form, "by")];
    window.localStorage.setItem(BY, by);
    setState("sending");
    void sendDecision("", { ...resolving.body, reason, by }).then((decision) => (decision.ok ? onDone(decision) : setState({ refused: decision.message })));
  };
  return (
    <AskDialog title={resolving.words} onClose={onClose}>
      <form onSubmit={submit} className="space-y-3">
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
        <WhoField known={window.localStorage.getItem(BY) ?? ""} />
        <p className="text-xs text-ink-3">It only leaves the inbox: verdicts, findings and all counts stay as they are. A group that grows again comes back. It can be undone.</p>
        <AskButtons does="Resolve" isSending={state === "sending"} refused={typeof state === "object" ? `Not resolved: ${state.refused}` : undefined} />
      </form>
    </AskDialog>
  );
}
