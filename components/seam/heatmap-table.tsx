"use client";

import type { LatencyHeatmap as Heatmap } from "@/lib/model/latency-heatmap.ts";
import { formatCount } from "@/lib/text/count.ts";
import { formatDuration } from "@/lib/text/duration.ts";
import { ChartTable } from "../chart/chart-table.tsx";
import { Instant } from "../ui/instant.tsx";

const CELLS_LISTED = 400;

/** The cells of a heatmap as a table, those with most failures first. */
export function HeatmapTable({ heatmap: { columns, rows, cells } }: { heatmap: Heatmap }) {
  const ordered = cells.toSorted((a, b) => b.failed - a.failed || b.handoffs - a.handoffs);
  return (
    <ChartTable
      caption={ordered.length > CELLS_LISTED ? `The ${CELLS_LISTED} cells with most failures of ${formatCount(ordered.length)}` : "Most failures first"}
      titles={["Began from", "Latency", "Handoffs", "Failed"]}
      rows={ordered.slice(0, CELLS_LISTED).map(({ column, row, handoffs, failed }) => {
        const latency = rows[row];
        return {
          key: `${column} ${row}`,
          cells: [
            <Instant key="from" at={columns[column]?.from ?? ""} precision="s" />,
            latency === undefined ? "no latency" : `${formatDuration(latency.fromMs)} to ${formatDuration(latency.toMs)}`,
            formatCount(handoffs),
            formatCount(failed),
          ],
        };
      })}
    />
  );
}
