"use client";

import dynamic from "next/dynamic";
import type { SeamDetail } from "@/lib/model/seam.ts";
import { FINDING_CLASSES } from "@/lib/model/vocabulary.ts";
import { formatCount } from "@/lib/text/count.ts";
import { formatDuration } from "@/lib/text/duration.ts";
import { FINDING_WORDS } from "@/lib/text/finding-words.ts";
import { formatInstantShort } from "@/lib/text/instant.ts";
import { ClassSwatch } from "../chart/class-pattern.tsx";
import { FindingGlyph } from "../handoff/glyph.tsx";
import { Section } from "../ui/section.tsx";

const CHART_PX = 382;
const TrendChart = dynamic(() => import("./trend-chart.tsx").then((file) => file.TrendChart), {
  ssr: false,
  loading: () => <div style={{ height: CHART_PX }} />,
});

/** How a seam went over the window: a chart with a legend in words, and the same numbers as a table. */
export function TrendPanel({ trend }: { trend: SeamDetail["trend"] }) {
  const counts = FINDING_CLASSES.map((of) => ({ of, count: trend.reduce((sum, point) => sum + (point.byClass[of] ?? 0), 0) })).filter(({ count }) => count > 0);
  const busy = trend.filter((point) => point.handoffs > 0);
  return (
    <Section title="Over time" aside="times in UTC">
      <div style={{ minHeight: CHART_PX }}>
        <TrendChart trend={trend} classes={counts.map(({ of }) => of)} />
      </div>
      <ul className="flex flex-wrap gap-x-5 gap-y-1 px-4 pb-2 text-xs">
        {counts.map(({ of, count }) => (
          <li key={of} className="flex items-center gap-1.5">
            <ClassSwatch of={of} />
            <FindingGlyph of={of} />
            {FINDING_WORDS[of].label} <span className="text-ink-3 tabular-nums">{formatCount(count)}</span>
          </li>
        ))}
      </ul>
      <details className="border-t border-line">
        <summary className="px-4 py-2 text-xs text-ink-2">As a table</summary>
        <div className="max-h-72 overflow-auto px-4 pb-3" role="region" aria-label="Trend as a table" tabIndex={0}>
          <table className="w-full text-xs tabular-nums">
            <thead className="sticky top-0 bg-surface">
              <tr>
                {["From (UTC)", "Handoffs", "Failed", "Findings", "p50", "p95"].map((title) => (
                  <th key={title} scope="col" className="column-head py-1 pr-4">
                    {title}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {busy.map((point) => (
                <tr key={point.at} className="border-t border-line">
                  <td className="py-1 pr-4 whitespace-nowrap">{formatInstantShort(point.at)}</td>
                  <td className="pr-4">{formatCount(point.handoffs)}</td>
                  <td className="pr-4">{formatCount(point.failed)}</td>
                  <td className="pr-4">
                    {FINDING_CLASSES.flatMap((of) => (point.byClass[of] === undefined ? [] : [`${FINDING_WORDS[of].label} ${formatCount(point.byClass[of])}`])).join(", ")}
                  </td>
                  <td className="pr-4 whitespace-nowrap">{formatDuration(point.p50Ms)}</td>
                  <td className="whitespace-nowrap">{formatDuration(point.p95Ms)}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      </details>
    </Section>
  );
}
