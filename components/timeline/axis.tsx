"use client";

import { clsx } from "clsx";
import { formatDuration } from "@/lib/text/duration.ts";
import type { TimeScale } from "./time-scale.ts";

const percent = (part: number) => `${Math.round(part * 10_000) / 100}%`;

/** The words of a gap that stands later than this would be cut by the edge. */
const LATE = 0.94;

/** Round times from the start, and the names of shortened silences. */
export function Axis({ scale }: { scale: TimeScale }) {
  return (
    <div className="relative h-6.5 overflow-hidden" aria-hidden="true">
      {scale.ticks.map((tick) => (
        <span key={tick.ns} className="absolute top-1 border-l border-line pl-1 text-2xs whitespace-nowrap text-ink-3 tabular-nums" style={{ left: percent(tick.at) }}>
          {tick.ns === 0 ? "0" : formatDuration(tick.ns / 1e6)}
        </span>
      ))}
      {scale.gaps.map((gap) => (
        <span key={gap.fromNs} className={clsx("absolute top-1 flex", gap.from === 0 ? "justify-start" : gap.to > LATE ? "justify-end" : "justify-center")} style={{ left: percent(gap.from), width: percent(gap.to - gap.from) }}>
          <span className="rounded bg-surface px-1 text-2xs whitespace-nowrap text-ink-2" title={gap.words}>
            {formatDuration((gap.toNs - gap.fromNs) / 1e6)} {gap.words === undefined ? "idle" : "waiting"}
          </span>
        </span>
      ))}
    </div>
  );
}
