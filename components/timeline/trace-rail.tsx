"use client";

import Link from "next/link";
import { clsx } from "clsx";
import type { TimelineTrace } from "@/lib/model/timeline.ts";
import { countOf, formatCount } from "@/lib/text/count.ts";
import { formatDuration } from "@/lib/text/duration.ts";
import { tracePath } from "@/lib/text/paths.ts";
import { packRows } from "./pack-rows.ts";
import type { TimeScale } from "./time-scale.ts";

const ROW_PX = 25;
const ROWS_MAX = 5;
const WIDTH_PX_MIN = 24;
const percent = (part: number) => `${Math.round(part * 10_000) / 100}%`;

/** Each trace of a workflow from its first span to its last, as a link to it; nothing for a trace alone. */
export function TraceRail({ traces, scale, widthPx }: { traces: readonly TimelineTrace[]; scale: TimeScale; widthPx: number }) {
  if (traces.length < 2) return null;
  const seen = traces.filter((trace) => trace.toNs >= scale.fromNs && trace.fromNs <= scale.toNs);
  // Wide enough to be pressed, and within the plot.
  const pressable = <One extends { from: number; to: number }>(one: One): One => {
    const from = Math.min(one.from, widthPx - WIDTH_PX_MIN);
    return { ...one, from, to: Math.max(one.to, from + WIDTH_PX_MIN) };
  };
  const placed = packRows(seen.map((trace) => ({ trace, from: scale.at(trace.fromNs) * widthPx, to: scale.at(trace.toNs) * widthPx })).map(pressable), ROWS_MAX);
  const shown = placed.filter(({ row }) => row !== null);
  const rows = shown.reduce((most, { row }) => Math.max(most, (row ?? 0) + 1), 0);
  return (
    <div className="relative border-t border-line" style={{ height: rows * ROW_PX + (shown.length < seen.length ? 16 : 0) }}>
      {shown.map(({ one: { trace, from, to }, row }) => (
        <Link
          key={trace.traceId}
          href={tracePath(trace.traceId)}
          prefetch={false}
          title={wordsOf(trace)}
          aria-label={`Trace ${wordsOf(trace)}`}
          className={clsx("absolute flex h-6 items-end overflow-hidden border-x-2 border-b-2 px-1 text-2xs hover:bg-sunk", trace.failed > 0 ? "border-accent text-accent" : "border-control text-ink-2", trace.shared && "border-dashed")}
          style={{ left: percent(from / widthPx), width: percent((to - from) / widthPx), top: (row ?? 0) * ROW_PX }}
        >
          <span className="truncate">
            {trace.failed > 0 ? "✕ " : ""}
            {trace.name}
          </span>
        </Link>
      ))}
      {shown.length < seen.length ? (
        <p className="absolute bottom-0 left-1 text-2xs text-ink-3">
          {formatCount(shown.length)} of {countOf(seen.length, "trace")} have room here; zoom in, or see the list below
        </p>
      ) : null}
    </div>
  );
}

const wordsOf = ({ name, fromNs, toNs, failed, shared }: TimelineTrace): string =>
  `${name}, ${formatDuration((toNs - fromNs) / 1e6)}${failed > 0 ? `, ${countOf(failed, "failed handoff")}` : ""}${shared ? ", serves other workflows, too" : ""}`;
