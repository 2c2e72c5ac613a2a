import type { SeamDetail } from "@/lib/model/seam.ts";
import { FINDING_CLASSES } from "@/lib/model/vocabulary.ts";
import { formatCount } from "@/lib/text/count.ts";
import { formatDuration } from "@/lib/text/duration.ts";
import { FINDING_WORDS } from "@/lib/text/finding-words.ts";
import { ChartTable } from "../chart/chart-table.tsx";
import { Instant } from "../ui/instant.tsx";

/** The numbers of the trend as a table, stretches without traffic left out. */
export function TrendTable({ trend }: { trend: SeamDetail["trend"] }) {
  return (
    <details className="border-t border-line print:hidden">
      <summary className="px-4 py-2 text-xs text-ink-2">As a table</summary>
      <div className="max-h-72 overflow-auto px-4 pb-3" role="region" aria-label="Trend as a table" tabIndex={0}>
        <ChartTable
          titles={["From", "Handoffs", "Failed", "Findings", "p50", "p95"]}
          rows={trend.filter((point) => point.handoffs > 0).map((point) => ({
            key: point.at,
            cells: [
              <Instant key="from" at={point.at} precision="s" />,
              formatCount(point.handoffs),
              formatCount(point.failed),
              FINDING_CLASSES.flatMap((of) => (point.byClass[of] === undefined ? [] : [`${FINDING_WORDS[of].label} ${formatCount(point.byClass[of])}`])).join(", "),
              formatDuration(point.p50Ms),
              formatDuration(point.p95Ms),
            ],
          }))}
        />
      </div>
    </details>
  );
}
