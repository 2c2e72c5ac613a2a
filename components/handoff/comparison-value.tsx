import { clsx } from "clsx";
import type { RowSide } from "@/lib/text/comparison-row.ts";
import { formatBytes } from "@/lib/text/bytes.ts";
import { formatCount } from "@/lib/text/count.ts";
import { MarkedText } from "./marked-text.tsx";

/** A value as far as a row shows it: text with what differs marked, or what it is when it is no text. */
export function ComparisonValue({ side, isMarked, onOpen }: { side: RowSide | undefined; isMarked: boolean; onOpen: (() => void) | undefined }) {
  if (side === undefined) return <span className="text-ink-3">∅ not there</span>;
  const { parts, before, after, media } = side;
  if (media !== undefined) {
    return (
      <span className="inline-flex flex-wrap items-center gap-x-2 rounded border border-line bg-sunk px-2 py-0.5">
        {mediaWords(media)}
        {onOpen === undefined ? null : <OpenButton words={media.hasPreview ? "Show the picture" : "Open"} onOpen={onOpen} />}
      </span>
    );
  }
  return (
    <span className="font-mono whitespace-pre-wrap [overflow-wrap:anywhere]">
      {before > 0 ? <span className="font-sans text-ink-3">{formatCount(before)} equal characters … </span> : null}
      {parts.map((part, index) => (
        <span key={index} className={clsx(isMarked && part.changed && "rounded-xs bg-accent-soft underline decoration-accent decoration-2 underline-offset-2")}>
          <MarkedText text={part.text} />
        </span>
      ))}
      {after === 0 && before === 0 ? null : <span className="font-sans text-ink-3">{after === undefined ? " … and more" : after === 0 ? "" : ` … and ${formatCount(after)} more characters`} </span>}
      {(after === 0 && before === 0) || onOpen === undefined ? null : <OpenButton words="Show all" onOpen={onOpen} />}
    </span>
  );
}

/** What a value is that is not for reading: "image, 34 kB, image/png". */
export const mediaWords = ({ mediaType, bytes }: { mediaType: string; bytes: number }): string =>
  [mediaType.startsWith("image/") ? "image" : mediaType === "application/pdf" ? "document" : "binary data", formatBytes(bytes), mediaType].filter((part) => part !== "").join(", ");

function OpenButton({ words, onOpen }: { words: string; onOpen: () => void }) {
  return (
    <button
      type="button"
      tabIndex={-1}
      onClick={(event) => {
        event.stopPropagation();
        onOpen();
      }}
      className="text-link font-sans whitespace-nowrap"
    >
      {words}
    </button>
  );
}
