"use client";

import { countOf } from "@/lib/text/count.ts";
import { formatDuration } from "@/lib/text/duration.ts";
import { formatInstantAt } from "@/lib/text/instant.ts";
import { useViewerOffset } from "../ui/use-viewer-offset.ts";
import type { Pointed } from "./plot-canvas.tsx";

const WIDTH_PX = 260;

/** The moment under the pointer on the viewer's own clock, and the bar there. */
export function PointedCard({ pointed, startUnixNano, lane, widthPx }: { pointed: Pointed; startUnixNano: string; lane: string; widthPx: number }) {
  const at = String(BigInt(startUnixNano) + BigInt(Math.round(pointed.ns)));
  const offset = useViewerOffset(at);
  const { bar } = pointed;
  return (
    <>
      <div className="pointer-events-none absolute inset-y-0 w-px bg-control" style={{ left: pointed.xPx }} aria-hidden="true" />
      <div
        className="pointer-events-none absolute z-20 rounded border border-control bg-surface px-2 py-1 text-2xs shadow-sm"
        style={{ left: Math.max(0, Math.min(pointed.xPx + 12, widthPx - WIDTH_PX)), top: pointed.yPx + 16, maxWidth: WIDTH_PX }}
        aria-hidden="true"
      >
        <p className="tabular-nums">
          {formatDuration(pointed.ns / 1e6)} <span className="text-ink-3">{formatInstantAt(at, offset, "ms")}</span>
        </p>
        {bar === undefined ? null : (
          <>
            <p className="font-medium [overflow-wrap:anywhere]">{lane}</p>
            <p className="[overflow-wrap:anywhere]">
              {bar.spans === 1 ? bar.name : `${countOf(bar.spans, "span")}, first ${bar.name}`}, {formatDuration((bar.toNs - bar.fromNs) / 1e6)}
            </p>
            {bar.errors > 0 ? <p className="text-accent">✕ {countOf(bar.errors, "error")}</p> : null}
          </>
        )}
      </div>
    </>
  );
}
