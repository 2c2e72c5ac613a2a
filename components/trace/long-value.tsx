"use client";

import { type ReactNode, useState } from "react";
import { mediaIn } from "@/lib/model/media-in-text.ts";
import { formatBytes } from "@/lib/text/bytes.ts";
import { CopyButton } from "../ui/copy-button.tsx";

/** What is shown of a text before it is opened, and how much of it then; the rest can be copied. */
const [FIRST_CHARS, OPEN_CHARS] = [600, 100_000];

/**
 * A value of any length: short ones as they are, long ones folded with their size, images and other files as a card that says what
 * they are. `render` makes the text visible (marked, laid out); nothing is ever shown as HTML or loaded as an image.
 */
export function LongValue({ value, label, render = (text) => text }: { value: string; label: string; render?: (text: string) => ReactNode }) {
  const [isOpen, setOpen] = useState(false);
  const media = mediaIn(value);
  if (media !== undefined) {
    return (
      <span className="my-0.5 flex flex-wrap items-center gap-2 rounded border border-line bg-sunk px-2 py-1 font-sans">
        <span className="font-medium">{media.mediaType || "base64"}</span>
        <span className="text-ink-3">{formatBytes(media.bytes)}, not text</span>
        <CopyButton text={value} label={`Copy ${label}`} words="Copy" />
      </span>
    );
  }
  if (value.length <= FIRST_CHARS) return render(value);
  const shown = isOpen ? value.slice(0, OPEN_CHARS) : value.slice(0, FIRST_CHARS);
  return (
    <>
      <span className={isOpen ? "block max-h-96 overflow-auto" : "block"} {...(isOpen ? { tabIndex: 0, role: "region", "aria-label": label } : {})}>
        {render(shown)}
        {shown.length < value.length ? "…" : ""}
      </span>
      <span className="mt-1 flex flex-wrap items-center gap-2 font-sans text-ink-3">
        <button type="button" aria-expanded={isOpen} onClick={() => setOpen(!isOpen)} className="text-link">
          {isOpen ? "Show less" : `Show ${value.length <= OPEN_CHARS ? "all" : `the first ${OPEN_CHARS.toLocaleString("en")}`} of ${value.length.toLocaleString("en")} characters`}
        </button>
        <CopyButton text={value} label={`Copy ${label}`} words="Copy" />
      </span>
    </>
  );
}
