"use client";

import type { LatencyHeatmap as Heatmap } from "@/lib/model/latency-heatmap.ts";
import type { LatencyPart } from "@/lib/model/latency-parts.ts";
import { formatCount } from "@/lib/text/count.ts";
import { formatDuration } from "@/lib/text/duration.ts";
import { ChartTable } from "../chart/chart-table.tsx";
import { Instant } from "../ui/instant.tsx";

/** What each part of the latency took in each column of the heatmap, the parts in the order of `names`. */
export function LatencyPartsTable({ heatmap: { columns, parts }, names }: { heatmap: Heatmap; names: readonly LatencyPart[] }) {
  return (
    <ChartTable
      titles={["Began from", ...names]}
      rows={parts.map(({ column, parts: some }) => ({
        key: String(column),
        cells: [
          <Instant key="from" at={columns[column]?.from ?? ""} precision="s" />,
          ...names.map((part) => {
            const one = some.find((other) => other.part === part);
            return one === undefined ? "–" : `${formatDuration(one.p50Ms)}, p95 ${formatDuration(one.p95Ms)}, n ${formatCount(one.n)}`;
          }),
        ],
      }))}
    />
  );
}
