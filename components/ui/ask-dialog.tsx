"use client";

import { type MouseEvent, type ReactNode, useEffect, useId, useRef } from "react";

interface AskDialogProps {
  title: string;
  onClose: () => void;
  /** What is asked, or told, below the title. */
  children: ReactNode;
}

/** Something that is answered, or left, before anything else on the page. */
export function AskDialog({ title, onClose, children }: AskDialogProps) {
  const dialog = useRef<HTMLDialogElement>(null);
  const titleId = useId();
  useEffect(() => dialog.current?.showModal(), []);
  return (
    <dialog ref={dialog} onClose={onClose} aria-labelledby={titleId} className="panel m-auto w-lg max-w-[calc(100vw-2rem)] p-5 text-ink backdrop:bg-ink/40">
      <h2 id={titleId} className="mb-3 text-lg font-semibold [overflow-wrap:anywhere]">
        {title}
      </h2>
      {children}
    </dialog>
  );
}

/** Closes the dialog that a button stands in. */
const close = (event: MouseEvent<HTMLElement>) => event.currentTarget.closest("dialog")?.close();

/** Leaves a dialog that has told what it had to. */
export function CloseButton({ autoFocus = false }: { autoFocus?: boolean }) {
  return (
    <button type="button" onClick={close} className="field ml-auto" autoFocus={autoFocus}>
      Close
    </button>
  );
}

interface AskButtonsProps {
  /** What the form does, as its button says it. */
  does: string;
  isSending: boolean;
  /** Why it was not done; undefined while nothing was refused. */
  refused: string | undefined;
}

/** The end of a form in a dialog: why it was refused, and what sends it or leaves it. */
export function AskButtons({ does, isSending, refused }: AskButtonsProps) {
  return (
    <>
      {refused === undefined ? null : (
        <p role="alert" className="font-medium [overflow-wrap:anywhere]">
          {refused}
        </p>
      )}
      <div className="flex justify-end gap-2">
        <button type="button" onClick={close} className="field">
          Cancel
        </button>
        <button type="submit" disabled={isSending} className="h-[1.875rem] rounded bg-ink px-4 font-medium text-ground disabled:opacity-60">
          {does}
        </button>
      </div>
    </>
  );
}

/** Asks why, where it need not be said. */
export function WhyField() {
  return (
    <label className="block">
      <span className="column-head">Why (optional)</span>
      <textarea name="note" maxLength={2000} rows={2} className="field mt-1 h-auto w-full py-1.5" />
    </label>
  );
}

/** Asks who does it. */
export function WhoField({ known = "" }: { known?: string }) {
  return (
    <label className="block">
      <span className="column-head">Who (optional; there is no login yet, so nobody is checked)</span>
      <input name="by" maxLength={200} autoComplete="name" defaultValue={known} className="field mt-1 w-full" />
    </label>
  );
}
