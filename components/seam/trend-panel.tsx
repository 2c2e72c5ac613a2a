"use client";

import dynamic from "next/dynamic";
import { useRouter } from "next/navigation";
import type { Changes } from "@/lib/model/change.ts";
import type { SeamDetail } from "@/lib/model/seam.ts";
import { FINDING_CLASSES } from "@/lib/model/vocabulary.ts";
import { formatCount } from "@/lib/text/count.ts";
import { FINDING_WORDS } from "@/lib/text/finding-words.ts";
import { withParams } from "@/lib/text/paths.ts";
import { ClassSwatch } from "../chart/class-pattern.tsx";
import { type CellRange, useCellSelection } from "../chart/use-cell-selection.ts";
import { FindingGlyph } from "../handoff/glyph.tsx";
import { Instant } from "../ui/instant.tsx";
import { Section } from "../ui/section.tsx";
import { TrendChanges } from "./trend-changes.tsx";
import { bandsOf, marksOf, numberChanges, TREND_PLOT } from "./trend-marks.ts";
import { TrendTable } from "./trend-table.tsx";

const CHART_PX = 382;
const TrendChart = dynamic(() => import("./trend-chart.tsx").then((file) => file.TrendChart), {
  ssr: false,
  loading: () => <div style={{ height: CHART_PX }} />,
});

interface TrendPanelProps {
  trend: SeamDetail["trend"];
  changes: Changes;
  /** Of alerts on the seam, as far as they are drawn. */
  firings: readonly { id: string; openedAt: string; resolvedAt: string | null }[];
  path: string;
  search: string;
}

/** How a seam went over the window: a chart on which a stretch of time can be chosen, what changed meanwhile, a legend in words, and the same numbers as a table. */
export function TrendPanel({ trend, changes, firings, path, search }: TrendPanelProps) {
  const counts = FINDING_CLASSES.map((of) => ({ of, count: trend.reduce((sum, point) => sum + (point.byClass[of] ?? 0), 0) })).filter(({ count }) => count > 0);
  const numbered = numberChanges(changes.changes);
  return (
    <Section title="Over time" aside="drag over the chart to zoom">
      <Brushed trend={trend} path={path} search={search}>
        <TrendChart trend={trend} classes={counts.map(({ of }) => of)} marks={marksOf(numbered, trend.map((point) => point.at))} bands={bandsOf(firings, trend.map((point) => point.at))} />
      </Brushed>
      <ul className="flex flex-wrap gap-x-5 gap-y-1 px-4 pb-2 text-xs">
        {counts.map(({ of, count }) => (
          <li key={of} className="flex items-center gap-1.5">
            <ClassSwatch of={of} />
            <FindingGlyph of={of} />
            {FINDING_WORDS[of].label} <span className="text-ink-3 tabular-nums">{formatCount(count)}</span>
          </li>
        ))}
        {firings.length === 0 ? null : (
          <li className="flex items-center gap-1.5">
            <span className="inline-block h-3 w-4 border border-accent bg-accent-soft" aria-hidden="true" />
            an alert fired <span className="text-ink-3 tabular-nums">{formatCount(firings.length)}</span>
          </li>
        )}
      </ul>
      <TrendChanges numbered={numbered} total={changes.total} />
      <TrendTable trend={trend} />
    </Section>
  );
}

/** A chart over which a stretch of time is chosen, by dragging or by keys; the page then shows that stretch. */
function Brushed({ trend, path, search, children }: Omit<TrendPanelProps, "changes" | "firings"> & { children: React.ReactNode }) {
  const router = useRouter();
  const bounds = ({ from, to }: CellRange) => {
    const stepMs = Date.parse(trend[1]?.at ?? "") - Date.parse(trend[0]?.at ?? "");
    const last = Date.parse(trend[to.column]?.at ?? "");
    return { from: trend[from.column]?.at ?? "", to: new Date(last + (Number.isNaN(stepMs) ? 60_000 : stepMs)).toISOString() };
  };
  const { range, handlers } = useCellSelection({
    columns: trend.length,
    rows: 1,
    // A lone click is somebody pointing at the chart, and no stretch of time.
    onSelect: (selected) => {
      if (selected.from.column < selected.to.column) router.push(withParams(path, search, { ...bounds(selected), range: undefined, cursor: undefined }), { scroll: false });
    },
  });
  const chosen = range === undefined ? undefined : bounds(range);
  return (
    <div className="relative" style={{ minHeight: CHART_PX }}>
      <div
        role="application"
        aria-roledescription="chart"
        aria-label="Trend. Arrow keys move over the stretches of time, Shift widens the selection, Enter zooms to it."
        tabIndex={0}
        className="absolute inset-y-0 z-10 cursor-col-resize touch-pan-y select-none"
        style={{ left: TREND_PLOT.left, right: TREND_PLOT.right }}
        {...handlers}
      >
        {range === undefined ? null : (
          <div className="absolute inset-y-0 border-x border-ink bg-ink/10" style={{ left: `${(range.from.column / trend.length) * 100}%`, width: `${((range.to.column - range.from.column + 1) / trend.length) * 100}%` }} />
        )}
      </div>
      {children}
      <p role="status" className="h-5 px-4 text-2xs text-ink-2">
        {chosen === undefined ? null : (
          <>
            <Instant at={chosen.from} precision="s" /> until <Instant at={chosen.to} precision="s" />
          </>
        )}
      </p>
    </div>
  );
}
