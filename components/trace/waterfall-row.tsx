"use client";

import { clsx } from "clsx";
import { ChevronRight } from "lucide-react";
import { formatCount } from "@/lib/text/count.ts";
import { formatDuration } from "@/lib/text/duration.ts";
import type { PackedSpans } from "./pack-spans.ts";

/** Every row is this high, so that the place of any row is known without measuring. */
export const WATERFALL_ROW_PX = 26;
const INDENT_PX = 14;
/** Deeper than this, rows stay in place: a chain of a thousand must not push its names out of sight. */
const INDENT_MAX = 16;

interface WaterfallRowProps {
  spans: PackedSpans;
  index: number;
  zoom: [number, number];
  failing: boolean;
  selected: boolean;
  inner: number;
  collapsed: boolean;
  onSelect: () => void;
  onFold: (folded: boolean) => void;
}

/** One span: its name under its parent's, its bar on the axis, its duration. */
export function WaterfallRow({ spans, index, zoom, failing, selected, inner, collapsed, onSelect, onFold }: WaterfallRowProps) {
  const depth = spans.depth[index] ?? 0;
  const start = spans.startNs[index] ?? 0;
  const duration = spans.durationNs[index] ?? 0;
  const name = spans.names[spans.name[index] ?? 0] ?? "";
  const lane = spans.lanes[spans.lane[index] ?? 0] ?? "";
  const error = spans.errors.includes(index);
  const isHandoff = spans.handoffs.some(([at]) => at === index);
  return (
    <div
      id={`span-${index}`}
      role="treeitem"
      aria-level={depth + 1}
      aria-selected={selected}
      aria-expanded={inner > 0 ? !collapsed : undefined}
      onClick={onSelect}
      style={{ height: WATERFALL_ROW_PX }}
      title={`${name}\n${lane}, ${formatDuration(duration / 1e6)}`}
      className={clsx(
        "grid cursor-pointer grid-cols-[58%_minmax(0,1fr)_4.5rem] sm:grid-cols-[42%_minmax(0,1fr)_4.5rem] items-center border-b border-line text-xs",
        selected ? "bg-ink text-ground" : "hover:bg-sunk",
      )}
    >
      <div className="flex min-w-0 items-center gap-1 pr-2" style={{ paddingLeft: 8 + Math.min(depth, INDENT_MAX) * INDENT_PX }}>
        {inner > 0 ? (
          <span
            aria-hidden="true"
            onClick={(event) => {
              event.stopPropagation();
              onFold(!collapsed);
            }}
            className="grid size-5 shrink-0 place-items-center"
          >
            <ChevronRight className={clsx("size-3.5 transition-transform", !collapsed && "rotate-90")} />
          </span>
        ) : (
          <span className="size-5 shrink-0" />
        )}
        {error ? (
          <span className={clsx("shrink-0 font-bold", !selected && "text-accent")}>
            ✕<span className="sr-only"> error </span>
          </span>
        ) : null}
        {isHandoff ? (
          <span className={clsx("shrink-0 rounded-xs border border-current px-1 text-2xs leading-3.5", failing && !error && !selected && "font-semibold text-accent")}>
            {failing && !error ? "✕ handoff" : "handoff"}
          </span>
        ) : null}
        <span className={clsx("truncate", failing && "font-medium")}>{name}</span>
        {collapsed ? <span className="shrink-0 opacity-80">+{formatCount(inner)}</span> : null}
        <span className={clsx("truncate max-sm:hidden", selected ? "opacity-80" : "text-ink-3")}>{lane}</span>
      </div>
      <Bar start={start} duration={duration} zoom={zoom} failing={error} selected={selected} />
      <span className="pr-3 text-end whitespace-nowrap tabular-nums">{formatDuration(duration / 1e6)}</span>
    </div>
  );
}

function Bar({ start, duration, zoom: [from, to], failing, selected }: { start: number; duration: number; zoom: [number, number]; failing: boolean; selected: boolean }) {
  const span = Math.max(1, to - from);
  const left = Math.max(0, (start - from) / span);
  const right = Math.min(1, (start + duration - from) / span);
  if (left > 1 || right < 0) return <div />;
  const ink = selected ? "bg-ground" : failing ? "bg-accent" : "bg-bar";
  return (
    <div className="relative h-2.5 overflow-hidden" aria-hidden="true">
      <div className={clsx("absolute inset-y-0 rounded-xs", ink)} style={{ left: `min(${left * 100}%, calc(100% - 2px))`, width: `max(2px, ${(right - left) * 100}%)` }} />
    </div>
  );
}
