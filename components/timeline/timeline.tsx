"use client";

import { useRouter } from "next/navigation";
import { useCallback, useMemo, useState } from "react";
import type { Timeline as Model, TimelineBar } from "@/lib/model/timeline.ts";
import { countOf, formatCount } from "@/lib/text/count.ts";
import { formatDuration } from "@/lib/text/duration.ts";
import { tracePath } from "@/lib/text/paths.ts";
import { FoldedTable } from "../chart/folded-table.tsx";
import { useShortcuts } from "../shell/use-shortcuts.ts";
import { Section } from "../ui/section.tsx";
import { momentsOf } from "./active-at.ts";
import { ArrowLinks } from "./arrow-links.tsx";
import { Axis } from "./axis.tsx";
import { Controls, ZOOM_STEP } from "./controls.tsx";
import { InFlight } from "./in-flight.tsx";
import { LanesTable } from "./lanes-table.tsx";
import { MinimapStrip } from "./minimap-strip.tsx";
import { PathShares } from "./path-shares.tsx";
import { PlotCanvas, type Pointed } from "./plot-canvas.tsx";
import { PointedCard } from "./pointed-card.tsx";
import { scaleOf } from "./time-scale.ts";
import { TraceRail } from "./trace-rail.tsx";
import { useFinerBars } from "./use-finer-bars.ts";
import { usePlayback } from "./use-playback.ts";
import { useView } from "./use-view.ts";
import { useWidth } from "./use-width.ts";

/** Many lanes are drawn lower, so that more of them are seen together. */
const LANE_PX = { few: 38, many: 26 };
const MANY_LANES = 30;
const LANES_MAX = 400;
const PAN = 0.2;

const COLUMNS = "grid grid-cols-[7rem_minmax(0,1fr)] sm:grid-cols-[11rem_minmax(0,1fr)] pr-4";

/** One lane an agent, its work as bars, handoffs as arrows, long silences shortened and named, the critical path, and a playback of it all. `address` answers the bars of a window. */
export function Timeline({ model, address }: { model: Model; address: string }) {
  const view = useView(model);
  const playback = usePlayback(view.whole, useMemo(() => momentsOf(model), [model]));
  const [withPath, setWithPath] = useState(true);
  const [plotRef, widthPx] = useWidth();
  useShortcuts("Timeline", {
    "+": () => view.zoom(ZOOM_STEP),
    "-": () => view.zoom(1 / ZOOM_STEP),
    "0": () => view.show(undefined, true),
    p: playback.toggle,
    "[": () => playback.step(-1),
    "]": () => playback.step(1),
  });
  const { lanes, failure } = useFinerBars(model, address, view.window);
  const hasPath = model.path.parts.length > 0;
  return (
    <Section title="Across agents" aside={asideOf(model)}>
      <Controls view={view} playback={playback} withPath={withPath} onPath={hasPath ? setWithPath : undefined} />
      <div className={COLUMNS}>
        <p className="truncate pt-2 pl-4 text-2xs text-ink-3">All of it</p>
        <div ref={plotRef}>{widthPx > 0 ? <MinimapStrip model={model} view={view} widthPx={widthPx} /> : <div className="h-10" />}</div>
      </div>
      <Lanes model={model} lanes={lanes.slice(0, LANES_MAX)} view={view} playback={playback} withPath={withPath && hasPath} widthPx={widthPx} />
      {failure === undefined ? null : <p className="px-4 py-1 text-xs" role="status">{failure}</p>}
      {lanes.length > LANES_MAX ? <p className="px-4 py-1 text-xs text-ink-2">{formatCount(LANES_MAX)} of {countOf(lanes.length, "lane")} are drawn; the table has all.</p> : null}
      <InFlight model={model} lanes={lanes} playhead={playback.playhead} isPlaying={playback.isPlaying} aroundNs={model.durationNs * 0.002} />
      <Waits model={model} />
      {withPath ? <PathShares path={model.path} durationNs={model.durationNs} /> : null}
      <FoldedTable title="Show as a table" label="Table of the timeline" look="foot of a section">
        <LanesTable model={model} />
      </FoldedTable>
    </Section>
  );
}

interface LanesProps {
  model: Model;
  lanes: Model["lanes"];
  view: ReturnType<typeof useView>;
  playback: ReturnType<typeof usePlayback>;
  withPath: boolean;
  widthPx: number;
}

function Lanes({ model, lanes, view, playback, withPath, widthPx }: LanesProps) {
  const router = useRouter();
  const [pointed, setPointed] = useState<Pointed>();
  const lanePx = lanes.length > MANY_LANES ? LANE_PX.many : LANE_PX.few;
  const scale = useMemo(() => scaleOf(model.silences, view.window), [model.silences, view.window]);
  const arrows = useMemo(() => model.arrows.filter((arrow) => arrow.fromLane < LANES_MAX && arrow.toLane < LANES_MAX), [model.arrows]);
  const plot = useMemo(() => ({ lanes, arrows, path: withPath ? model.path.parts : [], scale, widthPx, lanePx }), [lanes, arrows, withPath, model.path.parts, scale, widthPx, lanePx]);
  const open = useCallback((bar: TimelineBar) => router.push(tracePath(bar.traceId, bar.spanId)), [router]);
  return (
    <div
      className="max-h-[70vh] overflow-x-hidden overflow-y-auto"
      role="region"
      aria-label="Timeline"
      tabIndex={0}
      onKeyDown={(event) => {
        if (event.key !== "ArrowLeft" && event.key !== "ArrowRight") return;
        event.preventDefault();
        view.pan(event.key === "ArrowLeft" ? -PAN : PAN);
      }}
    >
      <div className={COLUMNS}>
        <div className="sticky top-0 z-20 bg-surface" />
        <div className="sticky top-0 z-20 bg-surface">
          <Axis scale={scale} />
        </div>
        <div />
        <div>{widthPx > 0 ? <TraceRail traces={model.traces} scale={scale} widthPx={widthPx} /> : null}</div>
        <div>
          {lanes.map((lane) => (
            <p key={lane.name} className="flex items-center border-t border-line pr-3 pl-4 text-xs leading-tight font-medium" style={{ height: lanePx }} title={lane.name}>
              <span className="line-clamp-2 [overflow-wrap:anywhere]">{lane.name}</span>
            </p>
          ))}
        </div>
        <div className="relative border-b border-line" style={{ height: lanes.length * lanePx }}>
          {widthPx > 0 ? (
            <>
              <PlotCanvas plot={plot} model={model} view={view} playhead={playback.playhead} onPoint={setPointed} onOpen={open} />
              <ArrowLinks {...plot} />
              {pointed === undefined ? null : <PointedCard pointed={pointed} startUnixNano={model.startUnixNano} lane={lanes[pointed.lane]?.name ?? ""} widthPx={widthPx} />}
            </>
          ) : null}
        </div>
      </div>
    </div>
  );
}

const WAITS_SHOWN = 8;

/** What the named silences were spent on, for those who cannot point at them. */
function Waits({ model }: { model: Model }) {
  const named = model.silences.filter((silence) => silence.words !== undefined && silence.toNs - silence.fromNs > Math.max(1e9, model.durationNs * 0.01)).toSorted((a, b) => b.toNs - b.fromNs - (a.toNs - a.fromNs));
  if (named.length === 0) return null;
  return (
    <ul className="border-t border-line px-4 py-2 text-xs text-ink-2" aria-label="What was waited for">
      {named.slice(0, WAITS_SHOWN).map((silence) => (
        <li key={silence.fromNs} className="[overflow-wrap:anywhere]">
          <span className="tabular-nums">{formatDuration((silence.toNs - silence.fromNs) / 1e6)}</span> {silence.words}
        </li>
      ))}
      {named.length > WAITS_SHOWN ? <li className="text-ink-3">{WAITS_SHOWN} of {countOf(named.length, "silence")}, the longest</li> : null}
    </ul>
  );
}

function asideOf({ lanes, arrows, spansShown, spansInAll }: Model): string {
  const spans = spansShown < spansInAll ? `${formatCount(spansShown)} of ${countOf(spansInAll, "span")}` : countOf(spansInAll, "span");
  return [spans, countOf(lanes.length, "lane"), countOf(arrows.length, "handoff"), "drag or Ctrl + wheel zooms"].join(", ");
}
