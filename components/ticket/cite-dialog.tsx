"use client";

import Link from "next/link";
import { useRouter } from "next/navigation";
import { useState, type FormEvent } from "react";
import type { CitedKind } from "@/lib/model/cited-kinds.ts";
import { ticketPath } from "@/lib/text/paths.ts";
import { AskButtons, AskDialog, CloseButton, WhoField, WhyField } from "../ui/ask-dialog.tsx";
import { formText } from "../ui/form-text.ts";
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
  const router = useRouter();
  const [state, setState] = useState<"asking" | "sending" | Cited>("asking");
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    const [ticket, by, note] = [formText(form, "ticket"), formText(form, "by"), formText(form, "note")];
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
    <AskDialog title={done === undefined ? `Cite this ${kind} in a ticket` : `${done.key} cites this ${kind}`} onClose={onClose}>
      {done === undefined ? (
        <form onSubmit={submit} className="space-y-3">
          <TicketField />
          <WhyField />
          <WhoField known={window.localStorage.getItem(BY) ?? ""} />
          <AskButtons does="Attach" isSending={state === "sending"} refused={typeof state === "object" && !state.ok ? `Not attached: ${state.message}` : undefined} />
        </form>
      ) : (
        <div className="space-y-3">
          <p role="status" className="[overflow-wrap:anywhere]">
            {doneWords(done)}
          </p>
          <div className="flex flex-wrap items-center gap-2">
            <CopyEvidence kind={kind} id={id} words="Copy evidence for the ticket" label="Copy the evidence as Markdown, to paste into the ticket" autoFocus />
            <Link href={ticketPath(done.key)} prefetch={false} className="flex h-7 items-center rounded border border-control px-2 text-xs text-ink-2 hover:text-ink">
              All that {done.key.length > 40 ? "the ticket" : done.key} cites
            </Link>
            <CloseButton />
          </div>
        </div>
      )}
    </AskDialog>
  );
}

function doneWords({ already, pinProblem }: Extract<Cited, { ok: true }>): string {
  if (pinProblem !== "") return `Its evidence is not pinned and goes with retention: ${pinProblem}.`;
  return already ? "It did so before; its evidence is pinned." : "The evidence is pinned: it outlives retention as long as the ticket cites it.";
}

function TicketField() {
  return (
    <label className="block">
      <span className="column-head">Ticket (key or address)</span>
      <input name="ticket" required maxLength={2000} autoFocus autoComplete="off" defaultValue={window.localStorage.getItem(LAST) ?? ""} onFocus={(event) => event.currentTarget.select()} className="field mt-1 w-full" placeholder="e.g. INC-123, owner/repo#45, https://acme.atlassian.net/browse/PAY-9" />
    </label>
  );
}
