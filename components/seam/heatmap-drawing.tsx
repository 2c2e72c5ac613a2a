import type { LatencyHeatmap } from "@/lib/model/latency-heatmap.ts";
import { drawnRow, drawnRows, levelOf, LEVELS } from "./heatmap-cells.ts";

const GAP = 0.06;
const SIDE = 1 - 2 * GAP;

/** The cells: the darker the more handoffs, with a wedge in the corner as large as the share of them that failed. */
export function HeatmapDrawing({ heatmap }: { heatmap: LatencyHeatmap }) {
  const { columns, rows, cells } = heatmap;
  const most = Math.max(1, ...cells.map((cell) => cell.handoffs));
  const paths = Array.from({ length: LEVELS }, () => "");
  let wedges = "";
  for (const { column, row, handoffs, failed } of cells) {
    const [x, y] = [column + GAP, drawnRow(row, rows.length) + GAP];
    const level = levelOf(handoffs, most) - 1;
    paths[level] += `M${x} ${y}h${SIDE}v${SIDE}h${-SIDE}z`;
    // A triangle of half the cell at 50 %, the whole cell at 100 %: its area is the share.
    if (failed > 0) wedges += wedge(x, y, failed / handoffs);
  }
  return (
    <svg viewBox={`0 0 ${columns.length} ${drawnRows(heatmap)}`} preserveAspectRatio="none" className="absolute inset-0 size-full" aria-hidden="true">
      {paths.map((path, level) => (
        <path key={path === "" ? level : path.slice(0, 40)} d={path} fill="var(--bar)" fillOpacity={0.18 + (0.82 * level) / (LEVELS - 1)} />
      ))}
      <path d={wedges} fill="var(--accent)" />
    </svg>
  );
}

/** The lower left part of a cell, cut along a diagonal, that is `share` of it; small shares stay visible. */
function wedge(x: number, y: number, share: number): string {
  const shown = Math.max(0.08, share);
  const [left, bottom, top, right] = [round(x), round(y + SIDE), round(y), round(x + SIDE)];
  if (shown >= 1) return `M${left} ${top}H${right}V${bottom}H${left}z`;
  if (shown <= 0.5) {
    const leg = SIDE * Math.sqrt(2 * shown);
    return `M${left} ${bottom}V${round(y + SIDE - leg)}L${round(x + leg)} ${bottom}z`;
  }
  const missing = SIDE * Math.sqrt(2 * (1 - shown));
  return `M${left} ${bottom}V${top}H${round(x + SIDE - missing)}L${right} ${round(y + missing)}V${bottom}z`;
}

const round = (number: number): number => Math.round(number * 1000) / 1000;
