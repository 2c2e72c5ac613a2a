"use client";

import { formatInstantAt } from "@/lib/text/instant.ts";
import { useViewerOffset } from "../ui/use-viewer-offset.ts";
import { roundTicks } from "./round-ticks.ts";

/** The times below a chart whose columns begin at `starts` (RFC 3339, ascending, equally long), on the viewer's clock. */
export function TimeAxis({ starts }: { starts: readonly string[] }) {
  const offset = useViewerOffset(starts[0] ?? "");
  const { ticks, daily } = roundTicks(starts);
  return (
    <div className="relative h-5 text-2xs text-ink-3 tabular-nums" aria-hidden="true">
      {ticks.map((at) => {
        const words = formatInstantAt(at, offset, "s");
        const place = starts.indexOf(at) / Math.max(1, starts.length);
        return (
          <span key={at} className={`absolute top-1 leading-none max-sm:even:hidden ${place > 0.95 ? "-translate-x-full" : place > 0.02 ? "-translate-x-1/2" : ""}`} style={{ left: `${place * 100}%` }} title={words}>
            {daily ? words.slice(5, 10) : words.slice(11, 16)}
          </span>
        );
      })}
    </div>
  );
}
