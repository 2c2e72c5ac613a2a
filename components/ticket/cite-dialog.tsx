"use client";

import Link from "next/link";
import { useRouter } from "next/navigation";
import { useEffect, useRef, useState, type FormEvent } from "react";
import type { CitedKind } from "@/lib/model/cited-kinds.ts";
import { ticketPath } from "@/lib/text/paths.ts";
import { CopyEvidence } from "./copy-evidence.tsx";
import { type Cited, cite } from "./send-citation.ts";

const BY = "seamscope.cited-by";
const LAST = "seamscope.last-ticket";

interface CiteDialogProps {
  kind: CitedKind;
  id: string;
  onClose: () => void;
}

/** Asks which ticket is to cite a thing, and then offers the evidence for it. */
export function CiteDialog({ kind, id, onClose }: CiteDialogProps) {
  const dialog = useRef<HTMLDialogElement>(null);
  const router = useRouter();
  const [state, setState] = useState<"asking" | "sending" | Cited>("asking");
  useEffect(() => dialog.current?.showModal(), []);
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const data = new FormData(event.currentTarget);
    const [ticket = "", by = "", note = ""] = ["ticket", "by", "note"].map((name) => data.get(name)).map((text) => (typeof text === "string" ? text.trim() : ""));
    window.localStorage.setItem(BY, by);
    setState("sending");
    void attach({ ticket, kind, id, by, note });
  };
  const attach = async (body: Parameters<typeof cite>[0]): Promise<void> => {
    const done = await cite(body);
    setState(done);
    if (!done.ok) return;
    window.localStorage.setItem(LAST, done.key);
    router.refresh();
  };
  const done = typeof state === "object" && state.ok ? state : undefined;
  return (
    <dialog ref={dialog} onClose={onClose} aria-labelledby="cite-title" className="panel m-auto w-lg max-w-[calc(100vw-2rem)] p-5 text-ink backdrop:bg-ink/40">
      <h2 id="cite-title" className="mb-3 text-lg font-semibold [overflow-wrap:anywhere]">
        {done === undefined ? `Cite this ${kind} in a ticket` : `${done.key} cites this ${kind}`}
      </h2>
      {done === undefined ? (
        <form onSubmit={submit} className="space-y-3">
          <CiteFields />
          {typeof state === "object" && !state.ok ? (
            <p role="alert" className="font-medium [overflow-wrap:anywhere]">
              Not attached: {state.message}
            </p>
          ) : null}
          <div className="flex justify-end gap-2">
            <button type="button" onClick={() => dialog.current?.close()} className="field">
              Cancel
            </button>
            <button type="submit" disabled={state === "sending"} className="h-[1.875rem] rounded bg-ink px-4 font-medium text-ground disabled:opacity-60">
              Attach
            </button>
          </div>
        </form>
      ) : (
        <div className="space-y-3">
          <p role="status" className="[overflow-wrap:anywhere]">{doneWords(done)}</p>
          <div className="flex flex-wrap items-center gap-2">
            <CopyEvidence kind={kind} id={id} words="Copy evidence for the ticket" label="Copy the evidence as Markdown, to paste into the ticket" autoFocus />
            <Link href={ticketPath(done.key)} prefetch={false} className="flex h-7 items-center rounded border border-control px-2 text-xs text-ink-2 hover:text-ink">
              All that {done.key.length > 40 ? "the ticket" : done.key} cites
            </Link>
            <button type="button" onClick={() => dialog.current?.close()} className="field ml-auto">
              Close
            </button>
          </div>
        </div>
      )}
    </dialog>
  );
}

function doneWords({ already, pinProblem }: Extract<Cited, { ok: true }>): string {
  if (pinProblem !== "") return `Its evidence is not pinned and goes with retention: ${pinProblem}.`;
  return already ? "It did so before; its evidence is pinned." : "The evidence is pinned: it outlives retention as long as the ticket cites it.";
}

function CiteFields() {
  return (
    <>
      <label className="block">
        <span className="column-head">Ticket (key or address)</span>
        <input name="ticket" required maxLength={2000} autoFocus autoComplete="off" defaultValue={window.localStorage.getItem(LAST) ?? ""} onFocus={(event) => event.currentTarget.select()} className="field mt-1 w-full" placeholder="e.g. INC-123, owner/repo#45, https://acme.atlassian.net/browse/PAY-9" />
      </label>
      <label className="block">
        <span className="column-head">Why (optional)</span>
        <textarea name="note" maxLength={2000} rows={2} className="field mt-1 h-auto w-full py-1.5" />
      </label>
      <label className="block">
        <span className="column-head">Who (optional; there is no login yet, so nobody is checked)</span>
        <input name="by" maxLength={200} autoComplete="name" defaultValue={window.localStorage.getItem(BY) ?? ""} className="field mt-1 w-full" />
      </label>
    </>
  );
}
