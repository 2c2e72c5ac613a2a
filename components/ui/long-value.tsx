"use client";

import { type ReactNode, useState } from "react";
import { CopyButton } from "./copy-button.tsx";

/** What is shown of a text before it is opened, and how much of it then; the rest can be copied. */
const [FIRST_CHARS, OPEN_CHARS] = [600, 100_000];
const DATA_URL = /^data:([\w.+-]+\/[\w.+-]+)?(?:;[\w=.+-]+)*;base64,/i;
const BASE64 = /^[A-Za-z0-9+/\s]+={0,2}$/;
/** The first bytes of files in base64, as their formats prescribe them. */
const MAGIC: readonly (readonly [start: string, type: string])[] = [
  ["iVBORw0KGgo", "image/png"], ["/9j/", "image/jpeg"], ["R0lGOD", "image/gif"], ["UklGR", "image/webp or audio"], ["JVBERi0", "application/pdf"], ["UEsDB", "application/zip"],
];
const BLOB_CHARS_MIN = 2000;

/** A value that is no text for reading: its type as far as its beginning tells, and how many bytes it stands for. */
export interface Blob {
  type: string;
  bytes: number;
}

/** Whether a value is a file in base64; undefined when it is a text. */
export function blobOf(value: string): Blob | undefined {
  const url = DATA_URL.exec(value);
  const body = value.slice(url?.[0].length ?? 0);
  const bytes = Math.floor((body.length * 3) / 4);
  if (url !== null) return { type: url[1] ?? "application/octet-stream", bytes };
  const known = MAGIC.find(([start]) => value.startsWith(start));
  if (value.length < (known === undefined ? BLOB_CHARS_MIN : 64) || !BASE64.test(value.slice(0, 4000)) || value.slice(0, 4000).includes(" ")) return undefined;
  return { type: known?.[1] ?? "base64", bytes };
}

/** Bytes in the unit a reader expects. */
export const formatBytes = (bytes: number): string => (bytes < 1024 ? `${bytes} ${bytes === 1 ? "byte" : "bytes"}` : bytes < 1024 ** 2 ? `${(bytes / 1024).toFixed(1)} KiB` : `${(bytes / 1024 ** 2).toFixed(1)} MiB`);

/**
 * A value of any length: short ones as they are, long ones folded with their size, images and other files as a card that says what
 * they are. `render` makes the text visible (marked, laid out); nothing is ever shown as HTML or loaded as an image.
 */
export function LongValue({ value, label, render = (text) => text }: { value: string; label: string; render?: (text: string) => ReactNode }) {
  const [isOpen, setOpen] = useState(false);
  const blob = blobOf(value);
  if (blob !== undefined) {
    return (
      <span className="my-0.5 flex flex-wrap items-center gap-2 rounded border border-line bg-sunk px-2 py-1 font-sans">
        <span className="font-medium">{blob.type}</span>
        <span className="text-ink-3">{formatBytes(blob.bytes)}, not text</span>
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
