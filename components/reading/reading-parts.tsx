"use client";

import { clsx } from "clsx";
import { Paperclip } from "lucide-react";
import { useState } from "react";
import type { ReadingPart } from "@/lib/model/reading.ts";
import { formatBytes } from "@/lib/text/bytes.ts";
import { countOf, formatCount } from "@/lib/text/count.ts";

/** A text longer than this is folded until somebody wants all of it. */
const FOLDED_LENGTH = 1200;

/** What was said as plain text, long ones folded; what is no text as a card that describes it. */
export function ReadingParts({ parts, isCode }: { parts: readonly ReadingPart[]; isCode: boolean }) {
  return parts.map((part, index) => (part.kind === "text" ? <Text key={index} part={part} isCode={isCode} /> : <Blob key={index} part={part} />));
}

function Text({ part: { text, length }, isCode }: { part: ReadingPart; isCode: boolean }) {
  const [all, setAll] = useState(false);
  const isLong = text.length > FOLDED_LENGTH;
  return (
    <>
      <p className={clsx("[overflow-wrap:anywhere] whitespace-pre-wrap", isCode && "font-mono text-xs")}>{isLong && !all ? `${text.slice(0, FOLDED_LENGTH)} …` : text}</p>
      {isLong ? (
        <button type="button" onClick={() => setAll(!all)} aria-expanded={all} className="mt-1 text-xs text-ink-2 underline underline-offset-3 hover:text-ink">
          {all ? "Show less" : `Show all ${countOf(Math.min(length, text.length), "character")}`}
        </button>
      ) : null}
      {length > text.length && (all || !isLong) ? (
        <p className="text-xs text-ink-3">
          {formatCount(text.length)} of {countOf(length, "character")}; the span has all of it
        </p>
      ) : null}
    </>
  );
}

function Blob({ part: { text, length } }: { part: ReadingPart }) {
  return (
    <p className="my-1 flex w-fit max-w-full items-center gap-2 rounded border border-control px-2 py-1 text-xs">
      <Paperclip className="size-3.5 shrink-0" aria-hidden="true" />
      <span className="[overflow-wrap:anywhere]">{text === "" ? "content that is no text" : text}</span>
      <span className="whitespace-nowrap text-ink-3">{length === 0 ? "size not told" : formatBytes(length)}, not shown</span>
    </p>
  );
}
