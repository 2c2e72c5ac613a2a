"use client";

import dynamic from "next/dynamic";
import { useState } from "react";
import type { PreviewedFiring, RulePreview } from "@/lib/model/alert-preview.ts";
import type { AlertMetric } from "@/lib/model/alert-rule.ts";
import { formatMeasured } from "@/lib/text/alert-words.ts";
import { countOf, formatCount } from "@/lib/text/count.ts";
import { formatDuration } from "@/lib/text/duration.ts";
import { ChartFigure } from "../chart/chart-figure.tsx";
import { ChartTable } from "../chart/chart-table.tsx";
import { Instant } from "../ui/instant.tsx";
import { Section } from "../ui/section.tsx";
import { usePreview } from "./use-preview.ts";

const CHART_PX = 120;
const PreviewChart = dynamic(() => import("./preview-chart.tsx").then((file) => file.PreviewChart), { ssr: false, loading: () => <div style={{ height: CHART_PX }} /> });

const DAY_MS = 86_400_000;
const LENGTHS = [
  { label: "6 hours", ms: DAY_MS / 4 },
  { label: "24 hours", ms: DAY_MS },
  { label: "7 days", ms: 7 * DAY_MS },
  { label: "30 days", ms: 30 * DAY_MS },
] as const;

/** What the rule in the form would have done: how often it would have fired, where and how long, over the value it measures. */
export function RulePreviewPanel({ draft, metric, above }: { draft: Record<string, unknown> | undefined; metric: AlertMetric; above: number }) {
  const [lengthMs, setLengthMs] = useState<number>(DAY_MS);
  const state = usePreview(draft, lengthMs);
  return (
    <Section
      id="preview"
      title="What it would have done"
      aside={
        <label className="flex items-center gap-2">
          over the last{" "}
          <select value={lengthMs} onChange={(event) => setLengthMs(Number(event.target.value))} aria-label="How far back" className="field h-7 text-xs">
            {LENGTHS.map(({ label, ms }) => (
              <option key={ms} value={ms}>
                {label}
              </option>
            ))}
          </select>
        </label>
      }
    >
      <div aria-live="polite" className="min-h-40">
        {state.kind === "there" ? <Previewed preview={state.preview} stale={state.stale} metric={metric} above={above} /> : (
          <p className="px-4 pb-4 text-ink-2 [overflow-wrap:anywhere]">
            {state.kind === "asking" ? "Replaying the history …" : state.kind === "refused" ? `No preview: ${state.message}` : "Fill in what fires above; the history is replayed then."}
          </p>
        )}
      </div>
    </Section>
  );
}

function Previewed({ preview, stale, metric, above }: { preview: RulePreview; stale: boolean; metric: AlertMetric; above: number }) {
  const { firings, firingsInAll, series, seriesInAll, evaluations, stepMs, everyMs, isCut } = preview;
  const totalMs = firings.reduce((sum, one) => sum + one.durationMs, 0);
  return (
    <div className={stale ? "opacity-60" : ""} data-preview={firingsInAll}>
      <p className="px-4 pb-2">
        <strong>{firingsInAll === 0 ? "It would not have fired." : `It would have fired ${firingsInAll === 1 ? "once" : `${formatCount(firingsInAll)} times`}, ${formatDuration(totalMs)} in all.`}</strong>{" "}
        <span className="text-ink-2">
          {countOf(evaluations, "evaluation")}, one every {formatDuration(stepMs)}
          {stepMs > everyMs ? `; live it is every ${formatDuration(everyMs)}, so short peaks may fire that do not show here` : ""}. Silences are left out.
        </span>
      </p>
      {isCut ? <p className="px-4 pb-2 text-sm font-medium">⚠ There was more history than can be replayed at once: the latest evaluations are missing some of it. Look back over less, or name one seam.</p> : null}
      {series.map((one) => (
        <ChartFigure
          key={`${one.seam?.id} ${one.detail}`}
          caption={one.seam === null ? "all that match, as one" : `${one.seam.source} → ${one.seam.target}${one.detail === "" ? "" : `, ${one.detail}`}`}
          table={
            <ChartTable
              titles={["At", "Highest", "Of handoffs"]}
              rows={one.points.filter(({ value }) => value !== null).map(({ at, value, n }) => ({ key: at, cells: [<Instant key="at" at={at} precision="s" />, formatMeasured(metric, value), formatCount(n)] }))}
            />
          }
        >
          <PreviewChart points={one.points} firings={firings.filter((firing) => firing.seam?.id === one.seam?.id && firing.detail === one.detail)} metric={metric} above={above} to={preview.to} height={CHART_PX} />
        </ChartFigure>
      ))}
      {seriesInAll > series.length ? <p className="px-4 pb-2 text-xs text-ink-2">{formatCount(series.length)} of {formatCount(seriesInAll)} seams are drawn: those that would have fired, then the highest.</p> : null}
      {seriesInAll === 0 ? <p className="px-4 pb-4 text-ink-2">Nothing was measured of any seam that the rule is about in this time.</p> : null}
      <PreviewedFirings firings={firings} inAll={firingsInAll} metric={metric} />
    </div>
  );
}

function PreviewedFirings({ firings, inAll, metric }: { firings: readonly PreviewedFiring[]; inAll: number; metric: AlertMetric }) {
  if (firings.length === 0) return null;
  return (
    <div className="max-h-72 overflow-auto border-t border-line px-4 py-2" tabIndex={0} role="region" aria-label="Firings that would have been">
      <ChartTable
        titles={["Would have fired", "On", "For", "Measured", "Of handoffs"]}
        {...(inAll > firings.length ? { caption: `the first ${formatCount(firings.length)} of ${formatCount(inAll)}` } : {})}
        rows={firings.map((firing) => ({
          key: firing.id,
          cells: [
            <Instant key="at" at={firing.openedAt} precision="s" />,
            firing.seam === null ? "all as one" : `${firing.seam.source} → ${firing.seam.target}${firing.detail === "" ? "" : `, ${firing.detail}`}`,
            `${formatDuration(firing.durationMs)}${firing.resolvedAt === null ? ", still" : ""}`,
            formatMeasured(metric, firing.value),
            formatCount(firing.n),
          ],
        }))}
      />
    </div>
  );
}
