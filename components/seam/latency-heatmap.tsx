"use client";

import Link from "next/link";
import { useRouter } from "next/navigation";
import type { LatencyHeatmap as Heatmap } from "@/lib/model/latency-heatmap.ts";
import { countOf, formatCount, formatRate } from "@/lib/text/count.ts";
import { formatDuration } from "@/lib/text/duration.ts";
import { formatInstantAt } from "@/lib/text/instant.ts";
import { withParams } from "@/lib/text/paths.ts";
import { TimeAxis } from "../chart/time-axis.tsx";
import { type CellRange, useCellSelection } from "../chart/use-cell-selection.ts";
import { useViewerOffset } from "../ui/use-viewer-offset.ts";
import { boxOf, boxParams, type BoxChoice, countIn, drawnRows, rangeOfBox } from "./heatmap-cells.ts";
import { HeatmapDrawing } from "./heatmap-drawing.tsx";

interface LatencyHeatmapProps {
  heatmap: Heatmap;
  chosen: BoxChoice | undefined;
  path: string;
  search: string;
}

const LABELS_MAX = 5;
const ROW_PX = 11;
const ROW_MAX_PX = 24;
const AXIS_PX = 72;

/** Handoffs by when they began and how long they took; a rectangle of it is chosen by dragging or by keys, and stands in the address. */
export function LatencyHeatmap({ heatmap, chosen, path, search }: LatencyHeatmapProps) {
  const router = useRouter();
  const rows = drawnRows(heatmap);
  const choose = (box: BoxChoice | undefined) => router.push(withParams(path, search, boxParams(box)), { scroll: false });
  const { range, handlers } = useCellSelection({
    columns: heatmap.columns.length,
    rows,
    onSelect: (selected) => {
      const box = boxOf(heatmap, selected);
      if (box !== undefined) choose(box);
    },
    onClear: () => (chosen === undefined ? undefined : choose(undefined)),
  });
  const shown = range ?? (chosen === undefined ? undefined : rangeOfBox(heatmap, chosen));
  const words = useRangeWords(heatmap, shown);
  return (
    <>
      <div className="relative" style={{ paddingLeft: AXIS_PX, height: Math.max(Math.min(112, rows * ROW_MAX_PX), rows * ROW_PX) }}>
        <LatencyAxis heatmap={heatmap} />
        <div
          role="application"
          aria-roledescription="heatmap"
          aria-label="Handoffs by time and latency. Arrow keys move over the cells, Shift widens the selection, Enter shows its handoffs, Escape gives up."
          tabIndex={0}
          className="relative h-full cursor-crosshair touch-pan-y border-b border-l border-line select-none"
          {...handlers}
        >
          <HeatmapDrawing heatmap={heatmap} />
          {shown === undefined ? null : <Frame range={shown} columns={heatmap.columns.length} rows={rows} />}
        </div>
      </div>
      <div style={{ paddingLeft: AXIS_PX }}>
        <TimeAxis starts={heatmap.columns.map((column) => column.from)} />
      </div>
      <p className="min-h-10 pt-1 text-xs" role="status">
        {words ?? <span className="text-ink-3">Drag over cells, or use the arrow keys, to see the handoffs in them and what sets them apart.</span>}
        {chosen === undefined || range !== undefined ? null : <BoxActions chosen={chosen} path={path} search={search} />}
      </p>
    </>
  );
}

function BoxActions({ chosen, path, search }: { chosen: BoxChoice; path: string; search: string }) {
  const time = { from: new Date(chosen.fromMs).toISOString(), to: new Date(chosen.toMs).toISOString(), range: undefined };
  return (
    <span className="ms-3 inline-flex flex-wrap gap-x-3">
      <a href="#handoffs" className="text-link">
        List them
      </a>
      <a href="#explain-box" className="text-link">
        What sets them apart
      </a>
      <Link href={withParams(path, search, { ...boxParams(undefined), ...time })} className="text-link" scroll={false} prefetch={false}>
        Zoom to this time
      </Link>
      <Link href={withParams(path, search, boxParams(undefined))} className="text-link" scroll={false} prefetch={false}>
        Clear
      </Link>
    </span>
  );
}

const part = (count: number, of: number): string => `${(count / of) * 100}%`;

/** A frame around cells, visible on any of them. */
function Frame({ range: { from, to }, columns, rows }: { range: CellRange; columns: number; rows: number }) {
  return (
    <div
      className="pointer-events-none absolute border-2 border-ink outline-1 outline-surface"
      style={{ left: part(from.column, columns), width: part(to.column - from.column + 1, columns), top: part(from.row, rows), height: part(to.row - from.row + 1, rows) }}
    />
  );
}

function LatencyAxis({ heatmap: { rows, cells } }: { heatmap: Heatmap }) {
  const all = drawnRows({ rows, cells });
  const each = Math.max(1, Math.ceil(rows.length / LABELS_MAX));
  const labels = rows.flatMap((row, index) => (index % each === 0 && !(index === 0 && all > rows.length) ? [{ key: row.fromMs, text: formatDuration(row.fromMs), bottom: ((index + all - rows.length) / all) * 100 }] : []));
  return (
    <div className="absolute inset-y-0 left-0 text-2xs text-ink-3 tabular-nums" style={{ width: AXIS_PX - 6 }} aria-hidden="true">
      {labels.map(({ key, text, bottom }) => (
        <span key={key} className="absolute right-0 translate-y-1/2 leading-none whitespace-nowrap" style={{ bottom: `${bottom}%` }}>
          {text}
        </span>
      ))}
      {all > rows.length ? <span className="absolute right-0 bottom-0 leading-none whitespace-nowrap">no latency</span> : null}
    </div>
  );
}

/** A rectangle in words: when, how long, how many. */
function useRangeWords(heatmap: Heatmap, range: CellRange | undefined): string | undefined {
  const box = range === undefined ? undefined : boxOf(heatmap, range);
  const offset = useViewerOffset(heatmap.columns[0]?.from ?? "");
  if (range === undefined || box === undefined) return undefined;
  const at = (ms: number) => formatInstantAt(new Date(ms).toISOString(), offset, "s");
  const { handoffs, failed } = countIn(heatmap, range);
  const latency = box.latency === "unmeasured" ? "without a latency" : `took ${formatDuration(box.latency.minMs)} to ${formatDuration(box.latency.maxMs)}`;
  return `${at(box.fromMs)} until ${at(box.toMs)}, ${latency}: ${countOf(handoffs, "handoff")}${heatmap.share < 1 ? " counted" : ""}, ${formatCount(failed)} failed${handoffs === 0 ? "" : ` (${formatRate(failed / handoffs)})`}.`;
}
