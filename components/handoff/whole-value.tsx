"use client";

import Image from "next/image";
import { useState } from "react";
import { formatCount } from "@/lib/text/count.ts";
import { mediaIn, previewAddress } from "@/lib/model/media-in-text.ts";
import { CopyButton } from "../ui/copy-button.tsx";
import { mediaWords } from "./comparison-value.tsx";
import { MarkedText } from "./marked-text.tsx";

const PAGE = 16_000;

/** A value in whole, page by page; a picture is drawn, and nothing else but text is. */
export function WholeValue({ at, side, text, onClose }: { at: string; side: string; text: string; onClose: () => void }) {
  const [from, setFrom] = useState(0);
  const media = mediaIn(text);
  const address = media === undefined ? undefined : previewAddress(text);
  const to = Math.min(text.length, from + PAGE);
  return (
    <div role="group" aria-label={`Whole value ${side} at ${at === "" ? "the top" : at}`} className="border-t border-line bg-sunk px-4 py-3">
      <div className="mb-2 flex flex-wrap items-center gap-2 text-xs">
        <span className="min-w-0 font-mono [overflow-wrap:anywhere]">{at === "" ? "(the whole)" : at}</span>
        <span className="text-ink-3">
          {side}, {media === undefined ? `${formatCount(text.length)} characters` : mediaWords(media)}
        </span>
        <span className="ml-auto flex gap-2">
          <CopyButton text={text} label="Copy this value" words="Copy" />
          <button type="button" onClick={onClose} className="h-7 rounded border border-control bg-surface px-2 text-ink-2 hover:text-ink">
            Close
          </button>
        </span>
      </div>
      {address === undefined ? null : (
        <div className="relative h-80 rounded border border-line bg-surface">
          <Image src={address} alt={`Picture ${side} at ${at}`} fill unoptimized className="object-contain" />
        </div>
      )}
      {media === undefined ? (
        <pre tabIndex={0} className="max-h-96 overflow-auto rounded border border-line bg-surface p-3 font-mono text-xs leading-5 whitespace-pre-wrap [overflow-wrap:anywhere]">
          <MarkedText text={text.slice(from, to)} />
        </pre>
      ) : null}
      {media !== undefined && address === undefined ? <p className="text-xs text-ink-2">It is not drawn here. Copy it, or download the payload.</p> : null}
      {media === undefined && text.length > PAGE ? (
        <div className="mt-2 flex items-center gap-2 text-xs text-ink-2">
          Characters {formatCount(from + 1)} to {formatCount(to)} of {formatCount(text.length)}
          <button type="button" disabled={from === 0} onClick={() => setFrom(Math.max(0, from - PAGE))} className="rounded border border-control bg-surface px-2 py-0.5 disabled:opacity-50">
            Previous
          </button>
          <button type="button" disabled={to === text.length} onClick={() => setFrom(to)} className="rounded border border-control bg-surface px-2 py-0.5 disabled:opacity-50">
            Next
          </button>
        </div>
      ) : null}
    </div>
  );
}
