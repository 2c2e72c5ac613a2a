"use client";

import { useEffect, useRef, useState, type PointerEvent, type RefObject } from "react";
import type { Timeline, TimelineBar } from "@/lib/model/timeline.ts";
import { activeAt } from "./active-at.ts";
import { onThemeChange, openCanvas, readInk, type Ink } from "./ink.ts";
import { BAR, paintPlot, type Plot } from "./paint-plot.ts";
import type { Playhead } from "./playhead.ts";
import type { Stretch, TimeScale } from "./time-scale.ts";
import { useWheel } from "./use-wheel.ts";
import type { View } from "./use-view.ts";

/** What stands under the pointer. */
export interface Pointed {
  ns: number;
  xPx: number;
  yPx: number;
  lane: number;
  bar: TimelineBar | undefined;
}

interface PlotCanvasProps {
  plot: Omit<Plot, "active">;
  model: Pick<Timeline, "arrows" | "waits">;
  view: View;
  playhead: Playhead;
  onPoint: (pointed: Pointed | undefined) => void;
  onOpen: (bar: TimelineBar) => void;
}

/** A handoff that takes no time is lit for this part of what is seen. */
const AROUND = 0.006;
/** A drag shorter than this is a press. */
const DRAG_MIN_PX = 5;

/** Bars, arrows and the critical path on one canvas, so that fifty thousand spans move as lightly as ten. A drag zooms, a press opens. */
export function PlotCanvas({ plot, model, view, playhead, onPoint, onOpen }: PlotCanvasProps) {
  const canvas = useRef<HTMLCanvasElement>(null);
  const head = useRef<HTMLDivElement>(null);
  const surface = useRef<HTMLDivElement>(null);
  const [brush, setBrush] = useState<[number, number]>();
  const { scale, widthPx, lanePx, lanes } = plot;
  const heightPx = lanes.length * lanePx;
  useWheel(surface, scale, view);
  usePaint(canvas, head, plot, model, playhead);
  const pointedBy = (event: PointerEvent<HTMLDivElement>): Pointed => {
    const box = event.currentTarget.getBoundingClientRect();
    const [xPx, yPx] = [event.clientX - box.left, event.clientY - box.top];
    const lane = Math.floor(yPx / lanePx);
    const ns = scale.ns(xPx / Math.max(1, widthPx));
    return { ns, xPx, yPx, lane, bar: barAt(lanes[lane]?.bars ?? [], scale, xPx, widthPx, yPx / lanePx - lane) };
  };
  const end = (event: PointerEvent<HTMLDivElement>) => {
    if (brush === undefined) return;
    setBrush(undefined);
    const [from, to] = [Math.min(...brush), Math.max(...brush)];
    if (to - from >= DRAG_MIN_PX) return view.show(stretchOf(scale, from / widthPx, to / widthPx), true);
    const { bar } = pointedBy(event);
    return bar === undefined ? undefined : onOpen(bar);
  };
  return (
    <div
      ref={surface}
      className="relative cursor-crosshair touch-pan-y select-none"
      style={{ height: heightPx }}
      onPointerDown={(event) => {
        if (event.button !== 0 || event.pointerType === "touch") return;
        event.currentTarget.setPointerCapture(event.pointerId);
        const { xPx } = pointedBy(event);
        setBrush([xPx, xPx]);
      }}
      onPointerMove={(event) => {
        const pointed = pointedBy(event);
        if (brush !== undefined) setBrush([brush[0], Math.min(widthPx, Math.max(0, pointed.xPx))]);
        onPoint(pointed);
      }}
      onPointerUp={end}
      onPointerCancel={() => setBrush(undefined)}
      onPointerLeave={() => onPoint(undefined)}
    >
      <canvas ref={canvas} className="absolute inset-0 size-full" aria-hidden="true" />
      <div ref={head} className="pointer-events-none absolute inset-y-0 left-0 w-0.5 bg-ink" hidden />
      {brush === undefined ? null : (
        <div className="pointer-events-none absolute inset-y-0 border-x border-ink bg-ink/10" style={{ left: Math.min(...brush), width: Math.abs(brush[1] - brush[0]) }} />
      )}
    </div>
  );
}

/** Paints the plot whenever it, the playhead or the theme changes. */
function usePaint(canvas: RefObject<HTMLCanvasElement | null>, head: RefObject<HTMLDivElement | null>, plot: PlotCanvasProps["plot"], model: PlotCanvasProps["model"], playhead: Playhead): void {
  const { scale, widthPx, lanePx, lanes } = plot;
  const heightPx = lanes.length * lanePx;
  useEffect(() => {
    let ink: Ink | undefined;
    const paint = () => {
      const context = canvas.current === null ? undefined : openCanvas(canvas.current, widthPx, heightPx);
      const ns = playhead.get();
      moveHead(head.current, scale, ns, widthPx);
      if (context === undefined) return;
      ink ??= readInk();
      paintPlot(context, { ...plot, active: ns === undefined ? undefined : activeAt({ ...model, lanes }, ns, (scale.toNs - scale.fromNs) * AROUND) }, ink);
    };
    paint();
    const leave = [
      playhead.subscribe(paint),
      onThemeChange(() => {
        ink = undefined;
        paint();
      }),
    ];
    return () => {
      for (const act of leave) act();
    };
  }, [canvas, head, plot, model, playhead, scale, lanes, widthPx, heightPx]);
}

const stretchOf = (scale: TimeScale, from: number, to: number): Stretch => ({ fromNs: scale.ns(from), toNs: scale.ns(to) });

function moveHead(element: HTMLDivElement | null, scale: TimeScale, ns: number | undefined, widthPx: number): void {
  if (element === null) return;
  element.hidden = ns === undefined || ns < scale.fromNs || ns > scale.toNs;
  if (ns !== undefined) element.style.transform = `translateX(${Math.round(scale.at(ns) * widthPx) - 1}px)`;
}

/** Bars are at least three pixels wide, and pressed a little beside them as well. */
function barAt(bars: readonly TimelineBar[], scale: TimeScale, xPx: number, widthPx: number, within: number): TimelineBar | undefined {
  if (within < BAR.top || within > BAR.bottom) return undefined;
  return bars.findLast((bar) => bar.toNs >= scale.fromNs && bar.fromNs <= scale.toNs && scale.at(bar.fromNs) * widthPx - 2 <= xPx && Math.max(scale.at(bar.toNs) * widthPx, scale.at(bar.fromNs) * widthPx + 3) + 2 >= xPx);
}
