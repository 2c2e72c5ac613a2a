"use client";

import { CartesianGrid, Line, LineChart, ReferenceArea, ReferenceLine, ResponsiveContainer, Tooltip, XAxis, YAxis } from "recharts";
import type { PreviewedFiring, PreviewSeries } from "@/lib/model/alert-preview.ts";
import type { AlertMetric } from "@/lib/model/alert-rule.ts";
import { formatMeasured, METRIC_WORDS } from "@/lib/text/alert-words.ts";
import { formatInstantAt } from "@/lib/text/instant.ts";
import { useViewerOffset } from "../ui/use-viewer-offset.ts";

const AXIS = { tick: { fill: "var(--ink-3)", fontSize: 11 }, tickLine: false, axisLine: { stroke: "var(--line)" } } as const;
const MARGIN = { top: 6, right: 8, bottom: 0, left: 0 };
const DAY_MS = 86_400_000;
/** So few points are no line that anybody would see. */
const FEW = 24;

interface PreviewChartProps {
  points: PreviewSeries["points"];
  firings: readonly PreviewedFiring[];
  metric: AlertMetric;
  above: number;
  /** Until when the history reaches, RFC 3339: the last column begins before. */
  to: string;
  height: number;
}

/** What was measured of one seam, the threshold as a dashed line, and the times in which the rule would have fired as bands. */
export function PreviewChart({ points, firings, metric, above, to, height }: PreviewChartProps) {
  const data = points.map(({ at, value, n }) => ({ ms: Date.parse(at), value, n }));
  const [first, last] = [data[0]?.ms ?? 0, Date.parse(to)];
  const measured = data.filter(({ value }) => value !== null).length;
  const offset = useViewerOffset(points[0]?.at ?? "");
  const timeOf = (ms: number): string => (last - first > 2 * DAY_MS ? inWords(ms, offset).slice(5, 10) : inWords(ms, offset).slice(11, 16));
  const highest = data.reduce((most, { value }) => Math.max(most, value ?? 0), above);
  return (
    <div aria-hidden="true">
      <ResponsiveContainer width="100%" height={height}>
        <LineChart data={data} margin={MARGIN}>
          <CartesianGrid stroke="var(--line)" vertical={false} />
          <XAxis dataKey="ms" type="number" domain={[first, last]} {...AXIS} height={20} tickFormatter={timeOf} />
          <YAxis {...AXIS} width={72} tickCount={3} domain={[0, isShare(metric) ? Math.min(1, highest * 1.1) : highest * 1.1]} tickFormatter={(value: number) => formatMeasured(metric, value).replace(/ × .*/, "×")} />
          <Tooltip isAnimationActive={false} content={<Point metric={metric} offset={offset} />} />
          {firings.map(({ id, openedAt, resolvedAt }) => (
            <ReferenceArea key={id} x1={Math.max(first, Date.parse(openedAt))} x2={resolvedAt === null ? last : Math.min(last, Date.parse(resolvedAt))} fill="var(--accent)" fillOpacity={0.18} stroke="var(--accent)" strokeOpacity={0.6} />
          ))}
          {firings.map(({ id, openedAt }) => (
            <ReferenceLine key={`open ${id}`} x={Math.max(first, Date.parse(openedAt))} stroke="var(--accent)" />
          ))}
          <ReferenceLine y={above} stroke="var(--ink)" strokeDasharray="4 3" />
          <Line dataKey="value" stroke="var(--ink)" strokeWidth={1.5} dot={{ r: measured <= FEW ? 2.5 : 1, fill: "var(--ink)", strokeWidth: 0 }} isAnimationActive={false} />
        </LineChart>
      </ResponsiveContainer>
    </div>
  );
}

const isShare = (metric: AlertMetric): boolean => METRIC_WORDS[metric].unit === "percent";

const inWords = (ms: number, offset: number): string => formatInstantAt(new Date(ms).toISOString(), offset, "s");

function Point({ active, payload, metric, offset }: { active?: boolean; payload?: readonly { payload?: { ms: number; value: number | null; n: number } }[]; metric: AlertMetric; offset: number }) {
  const point = active === true ? payload?.[0]?.payload : undefined;
  if (point === undefined) return null;
  return (
    <div className="panel px-3 py-2 text-xs shadow-lg">
      <p className="font-medium">{inWords(point.ms, offset)}</p>
      <p>
        {formatMeasured(metric, point.value)} of {point.n}
      </p>
    </div>
  );
}
