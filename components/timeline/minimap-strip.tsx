"use client";

import { useEffect, useRef, useState, type PointerEvent } from "react";
import type { Timeline } from "@/lib/model/timeline.ts";
import { onThemeChange, openCanvas, readInk } from "./ink.ts";
import type { TimeScale } from "./time-scale.ts";
import type { View } from "./use-view.ts";

const HEIGHT_PX = 40;
/** Failed handoffs are marked above the bars. */
const MARKS_PX = 8;
const DRAG_MIN_PX = 4;

type Gesture = { kind: "brush"; fromPx: number; toPx: number } | { kind: "pan"; lastPx: number };

/** All of the timeline on one strip, failed and lost handoffs marked; a drag chooses what is seen below, a drag of that moves it. */
export function MinimapStrip({ model, view, widthPx }: { model: Timeline; view: View; widthPx: number }) {
  const canvas = useRef<HTMLCanvasElement>(null);
  const [gesture, setGesture] = useState<Gesture>();
  const { whole, window, isWhole } = view;
  useEffect(() => {
    const paint = () => {
      const context = canvas.current === null ? undefined : openCanvas(canvas.current, widthPx, HEIGHT_PX);
      if (context !== undefined) paintStrip(context, model, whole, widthPx);
    };
    paint();
    return onThemeChange(paint);
  }, [model, whole, widthPx]);
  const from = whole.at(window.fromNs) * widthPx;
  const to = whole.at(window.toNs) * widthPx;
  const shown = gesture?.kind === "brush" ? { from: Math.min(gesture.fromPx, gesture.toPx), to: Math.max(gesture.fromPx, gesture.toPx) } : { from, to };
  const at = (event: PointerEvent<HTMLDivElement>) => Math.min(widthPx, Math.max(0, event.clientX - event.currentTarget.getBoundingClientRect().left));
  const end = () => {
    if (gesture?.kind === "brush") {
      if (shown.to - shown.from >= DRAG_MIN_PX) view.show({ fromNs: whole.ns(shown.from / widthPx), toNs: whole.ns(shown.to / widthPx) }, true);
      else if (!isWhole) view.pan((shown.from - (from + to) / 2) / Math.max(1, to - from));
    }
    setGesture(undefined);
  };
  return (
    <div
      className="relative cursor-crosshair touch-none select-none"
      style={{ height: HEIGHT_PX }}
      title={isWhole ? "Drag to zoom" : "Drag the lit part to move it, drag beside it to choose another one, press twice to see all of it"}
      onPointerDown={(event) => {
        event.currentTarget.setPointerCapture(event.pointerId);
        const x = at(event);
        setGesture(!isWhole && x >= from && x <= to ? { kind: "pan", lastPx: x } : { kind: "brush", fromPx: x, toPx: x });
      }}
      onPointerMove={(event) => {
        if (gesture === undefined) return;
        const x = at(event);
        if (gesture.kind === "pan") view.pan((x - gesture.lastPx) / Math.max(1, to - from));
        setGesture(gesture.kind === "pan" ? { ...gesture, lastPx: x } : { ...gesture, toPx: x });
      }}
      onPointerUp={end}
      onPointerCancel={() => setGesture(undefined)}
      onDoubleClick={() => view.show(undefined, true)}
    >
      <canvas ref={canvas} className="absolute inset-0 size-full" role="img" aria-label={labelOf(model)} />
      <div className="pointer-events-none absolute inset-y-0 left-0 bg-ground/75" style={{ width: shown.from }} />
      <div className="pointer-events-none absolute inset-y-0 right-0 bg-ground/75" style={{ left: shown.to }} />
      {isWhole && gesture === undefined ? null : <div className="pointer-events-none absolute inset-y-0 border-x-2 border-ink" style={{ left: shown.from, width: Math.max(2, shown.to - shown.from) }} />}
    </div>
  );
}

function labelOf({ arrows, lanes }: Timeline): string {
  const failed = arrows.filter((arrow) => arrow.failed).length;
  return `All of the timeline: ${lanes.length} lanes, ${arrows.length} handoffs, ${failed === 0 ? "none failed" : `${failed} failed`}. The keys + and - zoom.`;
}

function paintStrip(context: CanvasRenderingContext2D, { lanes, arrows }: Timeline, scale: TimeScale, widthPx: number): void {
  const ink = readInk();
  for (const gap of scale.gaps) {
    context.fillStyle = ink.sunk;
    context.fillRect(gap.from * widthPx, 0, (gap.to - gap.from) * widthPx, HEIGHT_PX);
  }
  const lanePx = (HEIGHT_PX - MARKS_PX) / Math.max(1, lanes.length);
  for (const [index, lane] of lanes.entries()) {
    for (const bar of lane.bars) {
      const x = scale.at(bar.fromNs) * widthPx;
      context.fillStyle = bar.errors > 0 ? ink.accent : ink.bar;
      context.fillRect(x, MARKS_PX + index * lanePx, Math.max(1, scale.at(bar.toNs) * widthPx - x), Math.max(1, lanePx * 0.7));
    }
  }
  context.strokeStyle = ink.accent;
  context.lineWidth = 1.5;
  for (const arrow of arrows) {
    if (!arrow.failed && arrow.verdict !== "lost") continue;
    const x = Math.min(widthPx - 4, Math.max(4, scale.at(arrow.fromNs) * widthPx));
    context.beginPath();
    context.moveTo(x - 3, 1);
    context.lineTo(x + 3, 7);
    context.moveTo(x + 3, 1);
    context.lineTo(x - 3, 7);
    context.stroke();
  }
}
