"use client";

import { useId } from "react";
import { Bar, BarChart, CartesianGrid, Line, LineChart, ReferenceArea, ReferenceLine, ResponsiveContainer, Tooltip, XAxis, YAxis } from "recharts";
import type { SeamDetail } from "@/lib/model/seam.ts";
import { FINDING_CLASSES, type FindingClass } from "@/lib/model/vocabulary.ts";
import { formatCount } from "@/lib/text/count.ts";
import { formatDuration } from "@/lib/text/duration.ts";
import { FINDING_WORDS } from "@/lib/text/finding-words.ts";
import { formatInstantAt } from "@/lib/text/instant.ts";
import { ClassPatterns, patternId } from "../chart/class-pattern.tsx";
import { roundTicks } from "../chart/round-ticks.ts";
import { useViewerOffset } from "../ui/use-viewer-offset.ts";
import { type FiringBand, TREND_PLOT, type TrendMark } from "./trend-marks.ts";

type Point = SeamDetail["trend"][number];

const MARGIN = { top: 4, right: TREND_PLOT.right - TREND_PLOT.padding, bottom: 0, left: 0 };
const AXIS = { tick: { fill: "var(--ink-3)", fontSize: 11 }, tickLine: false, axisLine: { stroke: "var(--line)" } } as const;
const Y_WIDTH = TREND_PLOT.left - TREND_PLOT.padding;

/** Handoffs, findings by class, and latency over one axis of time, with a line where something changed; hovering one shows all three at that time. */
export function TrendChart({ trend, classes, marks, bands }: { trend: Point[]; classes: FindingClass[]; marks: readonly TrendMark[]; bands: readonly FiringBand[] }) {
  const offset = useViewerOffset(trend[0]?.at ?? "");
  const timeOf = (at: string, daily: boolean) => (daily ? formatInstantAt(at, offset, "s").slice(5, 10) : formatInstantAt(at, offset, "s").slice(11, 16));
  const lines = marks.map(({ at, names }) => <ReferenceLine key={at} x={at} stroke="var(--ink)" strokeDasharray="2 2" label={{ value: names, position: "insideTopLeft", fill: "var(--ink)", fontSize: 10 }} />);
  const plain = marks.map(({ at }) => <ReferenceLine key={at} x={at} stroke="var(--ink)" strokeDasharray="2 2" />);
  const fired = bands.map(({ id, from, to }) => <ReferenceArea key={id} x1={from} x2={to} fill="var(--accent)" fillOpacity={0.14} stroke="var(--accent)" strokeOpacity={0.5} />);
  const prefix = useId().replaceAll(/[^\w-]/g, "");
  const { ticks, daily } = roundTicks(trend.map((point) => point.at));
  const axis = <XAxis dataKey="at" {...AXIS} height={20} ticks={ticks} interval="preserveStart" tickFormatter={(at: string) => timeOf(at, daily)} />;
  const grid = <CartesianGrid stroke="var(--line)" vertical={false} />;
  const tooltip = <Tooltip content={<PointWords trend={trend} offset={offset} />} cursor={{ fill: "var(--sunk)" }} isAnimationActive={false} />;
  const silentTooltip = <Tooltip content={() => null} cursor={{ fill: "var(--sunk)" }} isAnimationActive={false} />;
  return (
    <div>
      <Row title="Handoffs" height={96}>
        <BarChart data={trend} syncId={prefix} margin={MARGIN} barCategoryGap={1}>
          {grid}
          {axis}
          <YAxis {...AXIS} width={Y_WIDTH} allowDecimals={false} tickCount={3} />
          {tooltip}
          <Bar dataKey="handoffs" fill="var(--bar)" isAnimationActive={false} />
          {lines}
        </BarChart>
      </Row>
      <Row title="Findings by class" height={132}>
        <BarChart data={trend} syncId={prefix} margin={MARGIN} barCategoryGap={1}>
          <defs>
            <ClassPatterns prefix={prefix} />
          </defs>
          {grid}
          {axis}
          <YAxis {...AXIS} width={Y_WIDTH} allowDecimals={false} tickCount={4} />
          {silentTooltip}
          {classes.map((of) => (
            <Bar
              key={of}
              dataKey={(point: Point) => point.byClass[of] ?? 0}
              name={FINDING_WORDS[of].label}
              stackId="class"
              fill={`url(#${patternId(prefix, of)})`}
              stroke="var(--accent)"
              strokeWidth={0.75}
              isAnimationActive={false}
            />
          ))}
          {plain}
          {fired}
        </BarChart>
      </Row>
      <Row title="Latency: p50 solid, p95 dashed" height={96}>
        <LineChart data={trend} syncId={prefix} margin={MARGIN}>
          {grid}
          {axis}
          <YAxis {...AXIS} width={Y_WIDTH} tickCount={3} tickMargin={4} tick={{ ...AXIS.tick, width: 200 }} tickFormatter={(ms: number) => formatDuration(ms)} />
          {silentTooltip}
          <Line dataKey="p50Ms" stroke="var(--ink)" strokeWidth={1.5} connectNulls dot={aloneDot(trend)} isAnimationActive={false} />
          <Line dataKey="p95Ms" stroke="var(--ink)" strokeWidth={1.5} strokeDasharray="4 3" connectNulls dot={aloneDot(trend)} isAnimationActive={false} />
          {plain}
        </LineChart>
      </Row>
    </div>
  );
}

function Row({ title, height, children }: { title: string; height: number; children: React.ReactElement }) {
  return (
    <figure className="px-2 pb-1">
      <figcaption className="px-2 text-2xs text-ink-3">{title}</figcaption>
      <ResponsiveContainer width="100%" height={height}>
        {children}
      </ResponsiveContainer>
    </figure>
  );
}

function PointWords({ trend, offset, active, label }: { trend: Point[]; offset: number; active?: boolean; label?: string }) {
  const point = active === true ? trend.find(({ at }) => at === label) : undefined;
  if (point === undefined) return null;
  return (
    <div className="panel px-3 py-2 text-xs shadow-lg">
      <p className="font-medium">{formatInstantAt(point.at, offset, "s")}</p>
      <p>
        {formatCount(point.handoffs)} handoffs, {formatCount(point.failed)} failed
      </p>
      {FINDING_CLASSES.map((of) =>
        point.byClass[of] === undefined ? null : (
          <p key={of} className="text-accent">
            {formatCount(point.byClass[of])}× {FINDING_WORDS[of].label}
          </p>
        ),
      )}
      <p className="text-ink-2">
        p50 {formatDuration(point.p50Ms)}, p95 {formatDuration(point.p95Ms)}
      </p>
    </div>
  );
}

/** A line of one point would show nothing. */
function aloneDot(trend: Point[]): false | { r: number; fill: string } {
  return trend.filter((point) => point.p50Ms !== null).length === 1 ? { r: 1.5, fill: "var(--ink)" } : false;
}
