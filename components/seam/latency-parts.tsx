import { ChartFigure } from "../chart/chart-figure.tsx";
import { TimeAxis } from "../chart/time-axis.tsx";
import type { LatencyHeatmap as Heatmap } from "@/lib/model/latency-heatmap.ts";
import { LATENCY_PARTS, type LatencyPart } from "@/lib/model/latency-parts.ts";
import { LatencyPartsTable } from "./latency-parts-table.tsx";

const HEIGHT = 28;
const TOP = 2;

/** Where the time went in each column of the heatmap, one strip a part, all on one logarithmic scale: the line is the p50, the band reaches to the p95. */
export function LatencyParts({ heatmap }: { heatmap: Heatmap }) {
  const all = heatmap.parts.flatMap(({ parts }) => parts);
  const seen = LATENCY_PARTS.filter((part) => all.some((one) => one.part === part));
  if (seen.length === 0) return null;
  const values = all.flatMap(({ p50Ms, p95Ms }) => [p50Ms, p95Ms]).filter((ms) => ms > 0);
  const scale = { least: Math.min(...values, 1) / 2, most: Math.max(...values, 1) };
  return (
    <ChartFigure caption="Where the time went: line p50, band up to p95; one log scale for all" table={<LatencyPartsTable heatmap={heatmap} names={LATENCY_PARTS} />}>
      <div className="grid grid-cols-[4.125rem_minmax(0,1fr)] gap-x-1.5">
        {seen.map((part) => (
          <Strip key={part} part={part} heatmap={heatmap} scale={scale} />
        ))}
        <span />
        <TimeAxis starts={heatmap.columns.map((column) => column.from)} />
      </div>
    </ChartFigure>
  );
}

interface Scale {
  least: number;
  most: number;
}

function Strip({ part, heatmap, scale }: { part: LatencyPart; heatmap: Heatmap; scale: Scale }) {
  const points = heatmap.parts.flatMap(({ column, parts }) => {
    const one = parts.find((some) => some.part === part);
    return one === undefined ? [] : [{ column, low: heightOf(one.p50Ms, scale), high: heightOf(one.p95Ms, scale) }];
  });
  const band = points.map(({ column, low, high }) => `M${column} ${y(low)}H${column + 1}V${y(high)}H${column}z`).join("");
  const line = points.map(({ column, low }) => `M${column} ${y(low)}H${column + 1}`).join("");
  return (
    <>
      <span className="self-center text-end text-2xs text-ink-3">{part}</span>
      <svg viewBox={`0 0 ${heatmap.columns.length} ${HEIGHT}`} preserveAspectRatio="none" className="mb-1 block h-7 w-full border-b border-l border-line" aria-hidden="true">
        <path d={band} fill="var(--bar-2)" />
        <path d={line} stroke="var(--ink)" strokeWidth="2" vectorEffect="non-scaling-stroke" />
      </svg>
    </>
  );
}

const y = (height: number): number => Math.round((HEIGHT - height) * 10) / 10;

function heightOf(ms: number, { least, most }: Scale): number {
  const share = Math.log(Math.max(ms, least) / least) / Math.max(1e-9, Math.log(most / least));
  return Math.max(1, share * (HEIGHT - TOP));
}
