import type { SeamDetail } from "@/lib/model/seam.ts";
import { FINDING_CLASSES } from "@/lib/model/vocabulary.ts";
import { formatCount } from "@/lib/text/count.ts";
import { formatDuration } from "@/lib/text/duration.ts";
import { FINDING_WORDS } from "@/lib/text/finding-words.ts";
import { ChartTable } from "../chart/chart-table.tsx";
import { FoldedTable } from "../chart/folded-table.tsx";
import { Instant } from "../ui/instant.tsx";

/** The numbers of the trend as a table, stretches without traffic left out. */
export function TrendTable({ trend }: { trend: SeamDetail["trend"] }) {
  return (
    <FoldedTable title="As a table" label="Trend as a table" look="foot of a chart">
      <Points trend={trend} />
    </FoldedTable>
  );
}

function Points({ trend }: { trend: SeamDetail["trend"] }) {
  return (
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
  );
}
