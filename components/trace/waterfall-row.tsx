"use client";

import { clsx } from "clsx";
import { ChevronRight } from "lucide-react";
import { memo } from "react";
import { countOf, formatCount } from "@/lib/text/count.ts";
import { formatDuration } from "@/lib/text/duration.ts";
import type { Zoom } from "@/lib/text/span-view.ts";
import { lanePattern } from "./lane-pattern.ts";
import { SpanGlyph } from "./span-glyph.tsx";
import type { SpanRow } from "./span-row.ts";
import { WATERFALL_ROW_PX } from "./use-waterfall.ts";

const INDENT_PX = 14;
/** Deeper than this, rows stay in place: a chain of a thousand must not push its names out of sight. */
const INDENT_MAX = 16;
/** The columns of every row and of the head: name, time, duration. */
export const WATERFALL_COLUMNS = "grid grid-cols-[58%_minmax(0,1fr)_4.5rem] sm:grid-cols-[42%_minmax(0,1fr)_4.5rem] items-center";

interface WaterfallRowProps {
  span: SpanRow;
  row: number;
  zoomFrom: number;
  zoomTo: number;
  selected: boolean;
}

/** One span: its name under its parent's, its bar on the axis, its duration. Presses are handled by the list, by `data-row` and `data-fold`. */
export const WaterfallRow = memo(function WaterfallRow({ span, row, zoomFrom, zoomTo, selected }: WaterfallRowProps) {
  const isError = span.failed === 2;
  return (
    <div
      id={`span-${span.id}`}
      role="row"
      data-row={row}
      aria-rowindex={row + 2}
      aria-level={span.depth + 1}
      aria-posinset={span.place}
      aria-setsize={span.siblings}
      aria-selected={selected}
      aria-expanded={span.inner > 0 ? !span.folded : undefined}
      style={{ height: WATERFALL_ROW_PX }}
      title={`${span.name}\n${span.lane}, ${formatDuration(span.durationNs / 1e6)}`}
      className={clsx(WATERFALL_COLUMNS, "cursor-pointer border-b border-line text-xs", selected ? "bg-ink text-ground" : "hover:bg-sunk")}
    >
      <div role="gridcell" className="flex min-w-0 items-center gap-1 pr-2" style={{ paddingLeft: 8 + Math.min(span.depth, INDENT_MAX) * INDENT_PX }}>
        <span aria-hidden="true" data-fold={span.inner > 0 ? "" : undefined} className="grid size-5 shrink-0 place-items-center">
          {span.inner > 0 ? <ChevronRight className={clsx("size-3.5", !span.folded && "rotate-90")} /> : null}
        </span>
        {span.depth > INDENT_MAX ? <span className={clsx("shrink-0 text-2xs tabular-nums", selected ? "opacity-80" : "text-ink-3")} title={`level ${span.depth + 1}`}>{span.depth + 1}</span> : null}
        <SpanGlyph what={span.what} />
        {isError ? (
          <span className={clsx("shrink-0 font-bold", !selected && "text-accent")}>
            ✕<span className="sr-only"> error </span>
          </span>
        ) : null}
        <HandoffTag span={span} selected={selected} isError={isError} />
        <span className={clsx("truncate", span.failed > 0 && "font-medium")}>{span.name === "" ? "(no name)" : span.name}</span>
        {span.folded ? <span className="shrink-0 opacity-80">+{formatCount(span.inner)}</span> : null}
        {span.folded && span.failuresInside > 0 ? <span className={clsx("shrink-0 font-medium", !selected && "text-accent")}>✕ {countOf(span.failuresInside, "failure")} inside</span> : null}
        {span.missing === undefined ? null : (
          <span className="shrink-0 rounded-xs border border-dashed border-current px-1 text-2xs leading-3.5" title={`Its parent, span ${span.missing.parentSpanId}, never came. ${countOf(span.missing.spans, "span")} of this trace name it.`}>
            parent {span.missing.parentSpanId.slice(0, 8)} never came{span.missing.spans > 1 ? `, ${formatCount(span.missing.spans)} hang there` : ""}
          </span>
        )}
        <span className={clsx("truncate max-sm:hidden", selected ? "opacity-80" : "text-ink-3")}>{span.lane}</span>
      </div>
      <div role="gridcell" className="relative h-2.5 overflow-hidden">
        <Bar span={span} from={zoomFrom} to={zoomTo} selected={selected} />
      </div>
      <div role="gridcell" className="pr-3 text-end whitespace-nowrap tabular-nums">
        {formatDuration(span.durationNs / 1e6)}
      </div>
    </div>
  );
});

function HandoffTag({ span: { handoffs, what }, selected, isError }: { span: SpanRow; selected: boolean; isError: boolean }) {
  if (handoffs === undefined) return null;
  const failed = handoffs.failed && !isError;
  return (
    <span className={clsx("shrink-0 rounded-xs border border-current px-1 text-2xs leading-3.5", failed && !selected && "font-semibold text-accent")}>
      {failed ? "✕ " : ""}
      {what === "gate" ? "gate" : "handoff"}
      {handoffs.ids.length > 1 ? ` ×${handoffs.ids.length}` : ""}
    </span>
  );
}

function Bar({ span, from, to, selected }: { span: SpanRow; from: number; to: number; selected: boolean }) {
  const [left, right] = partsOf(span, [from, to]);
  if (left > 1 || right < 0) return <span className="sr-only">not in the chosen time</span>;
  const ink = selected ? "bg-ground" : span.failed === 2 ? "bg-accent" : "bg-bar";
  return (
    <span
      className={clsx("absolute inset-y-0 rounded-xs", ink)}
      style={{ left: `min(${left * 100}%, calc(100% - 2px))`, width: `max(2px, ${(right - left) * 100}%)`, ...(selected ? {} : backgroundOf(span)) }}
      title={`from ${formatDuration(span.startNs / 1e6)}`}
    >
      <span className="sr-only">from {formatDuration(span.startNs / 1e6)}</span>
    </span>
  );
}

function backgroundOf({ lane, failed }: SpanRow): { background?: string } {
  const pattern = failed === 2 ? undefined : lanePattern(lane);
  return pattern === undefined ? {} : { background: `${pattern}, var(--bar)` };
}

function partsOf({ startNs, durationNs }: SpanRow, [from, to]: Zoom): [number, number] {
  const width = Math.max(1, to - from);
  return [Math.max(0, (startNs - from) / width), Math.min(1, (startNs + durationNs - from) / width)];
}
