"use client";

import { useRouter } from "next/navigation";
import { useState, type FormEvent } from "react";
import { absolute } from "@/lib/text/permalink.ts";
import { AskButtons, AskDialog, CloseButton, WhoField, WhyField } from "../ui/ask-dialog.tsx";
import { CopyButton } from "../ui/copy-button.tsx";
import { formText } from "../ui/form-text.ts";
import { browserBase } from "../ui/public-base.ts";
import { type Sent, sendPin } from "./send-pin.ts";

const WORDS = {
  pin: { title: "Pin", path: "/pins", done: "Pinned: it outlives every retention until it is unpinned." },
  share: { title: "Share", path: "/shares", done: "Whoever has this link sees this one thing until the link expires. It is shown only now; it can be revoked on this page." },
} as const;

interface KeepDialogProps {
  what: keyof typeof WORDS;
  kind: "handoff" | "trace" | "workflow" | "seam";
  id: string;
  onClose: () => void;
}

/** Asks why something is pinned, or for how long it is shared, and does it. */
export function KeepDialog({ what, kind, id, onClose }: KeepDialogProps) {
  const router = useRouter();
  const [state, setState] = useState<"asking" | "sending" | Sent>("asking");
  const send = async (form: FormData): Promise<void> => {
    const told = Object.fromEntries(["note", "by"].map((name) => [name, formText(form, name)]));
    setState(await sendPin(WORDS[what].path, "POST", what === "pin" ? { kind, id, reason: "hand", citedBy: "", ...told } : { kind, id, expiresIn: formText(form, "expiresIn"), mask: form.get("open") === null, ...told }));
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
    <AskDialog title={`${WORDS[what].title} this ${kind}`} onClose={onClose}>
      {done === undefined ? (
        <form onSubmit={submit} className="space-y-3">
          {what === "share" ? <ShareFields /> : null}
          <WhyField />
          <WhoField />
          <AskButtons does={WORDS[what].title} isSending={state === "sending"} refused={typeof state === "object" && !state.ok ? `Not done: ${state.message}` : undefined} />
        </form>
      ) : (
        <Done what={what} done={done} />
      )}
    </AskDialog>
  );
}

function Done({ what, done }: { what: keyof typeof WORDS; done: Extract<Sent, { ok: true }> }) {
  return (
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
        <CloseButton autoFocus />
      </div>
    </div>
  );
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
