import type { SeamDetail } from "@/lib/model/seam.ts";
import { FINDING_CLASSES } from "@/lib/model/vocabulary.ts";
import { formatCount } from "@/lib/text/count.ts";
import { formatDuration } from "@/lib/text/duration.ts";
import { FINDING_WORDS } from "@/lib/text/finding-words.ts";
import { Instant } from "../ui/instant.tsx";

/** The numbers of the trend as a table, stretches without traffic left out. */
export function TrendTable({ trend }: { trend: SeamDetail["trend"] }) {
  return (
    <details className="border-t border-line print:hidden">
      <summary className="px-4 py-2 text-xs text-ink-2">As a table</summary>
      <div className="max-h-72 overflow-auto px-4 pb-3" role="region" aria-label="Trend as a table" tabIndex={0}>
        <table className="w-full text-xs tabular-nums">
          <thead className="sticky top-0 bg-surface">
            <tr>
              {["From", "Handoffs", "Failed", "Findings", "p50", "p95"].map((title) => (
                <th key={title} scope="col" className="column-head py-1 pr-4">
                  {title}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {trend.filter((point) => point.handoffs > 0).map((point) => (
              <tr key={point.at} className="border-t border-line">
                <td className="py-(--cell-y) pr-4 whitespace-nowrap">
                  <Instant at={point.at} precision="s" />
                </td>
                <td className="pr-4">{formatCount(point.handoffs)}</td>
                <td className="pr-4">{formatCount(point.failed)}</td>
                <td className="pr-4">
                  {FINDING_CLASSES.flatMap((of) => (point.byClass[of] === undefined ? [] : [`${FINDING_WORDS[of].label} ${formatCount(point.byClass[of])}`])).join(", ")}
                </td>
                <td className="pr-4 whitespace-nowrap">{formatDuration(point.p50Ms)}</td>
                <td className="whitespace-nowrap">{formatDuration(point.p95Ms)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </details>
  );
}
