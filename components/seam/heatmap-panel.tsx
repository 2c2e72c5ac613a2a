import { ChartFigure } from "../chart/chart-figure.tsx";
import type { LatencyHeatmap as Heatmap } from "@/lib/model/latency-heatmap.ts";
import { formatCount, formatRate } from "@/lib/text/count.ts";
import { Section } from "../ui/section.tsx";
import type { BoxChoice } from "./heatmap-cells.ts";
import { HeatmapTable } from "./heatmap-table.tsx";
import { LatencyHeatmap } from "./latency-heatmap.tsx";
import { LatencyParts } from "./latency-parts.tsx";

interface HeatmapPanelProps {
  heatmap: Heatmap;
  chosen: BoxChoice | undefined;
  path: string;
  search: string;
}

/** When the handoffs of a window began, how long they took, and where that time went. */
export function HeatmapPanel({ heatmap, chosen, path, search }: HeatmapPanelProps) {
  const counted = heatmap.cells.reduce((sum, cell) => sum + cell.handoffs, 0);
  return (
    <Section title="Latency" id="latency" aside={heatmap.share < 1 ? `${formatCount(counted)} handoffs counted: about ${formatRate(heatmap.share)} of them, from every part of the window alike` : "sent until received, log scale; the lowest row has those of which no latency is known, such as lost ones"}>
      {heatmap.cells.length === 0 ? (
        <p className="px-4 pb-4 text-ink-2">No handoff in this window.</p>
      ) : (
        <>
          <ChartFigure caption={<Legend />} table={<HeatmapTable heatmap={heatmap} />}>
            <LatencyHeatmap heatmap={heatmap} chosen={chosen} path={path} search={search} />
          </ChartFigure>
          <LatencyParts heatmap={heatmap} />
        </>
      )}
    </Section>
  );
}

function Legend() {
  return (
    <span className="inline-flex flex-wrap items-center gap-x-4">
      <span className="inline-flex items-center gap-1">
        few
        <svg width="40" height="8" aria-hidden="true">
          {[0.18, 0.385, 0.59, 0.795, 1].map((opacity, index) => (
            <rect key={opacity} x={index * 8} width="7" height="8" fill="var(--bar)" fillOpacity={opacity} />
          ))}
        </svg>
        many handoffs in a cell
      </span>
      <span className="inline-flex items-center gap-1">
        <svg width="10" height="10" aria-hidden="true">
          <rect width="10" height="10" fill="var(--bar)" />
          <path d="M0 10V3L7 10z" fill="var(--accent)" />
        </svg>
        the wedge is the share that failed
      </span>
    </span>
  );
}
