"use client";

import { useEffect, useRef, useState, type PointerEvent } from "react";
import { formatDuration } from "@/lib/text/duration.ts";
import type { PackedSpans } from "./pack-spans.ts";

const HEIGHT_PX = 44;
/** A drag shorter than this part of the strip is a press, and a press shows the whole time again. */
const DRAG_MIN = 0.01;

interface MinimapProps {
  spans: PackedSpans;
  durationNs: number;
  zoom: [number, number];
  /** Undefined for the whole time. */
  onZoom: (zoom: [number, number] | undefined) => void;
}

/** All spans on one strip, errors in the accent; a drag chooses the time that the waterfall shows. */
export function Minimap({ spans, durationNs, zoom, onZoom }: MinimapProps) {
  const canvas = useRef<HTMLCanvasElement>(null);
  const [drag, setDrag] = useState<[number, number]>();
  useEffect(() => {
    const element = canvas.current;
    if (element === null) return undefined;
    const paint = () => paintSpans(element, spans, durationNs);
    paint();
    const observer = new ResizeObserver(paint);
    observer.observe(element);
    const theme = new MutationObserver(paint);
    theme.observe(document.documentElement, { attributeFilter: ["class"] });
    return () => {
      observer.disconnect();
      theme.disconnect();
    };
  }, [spans, durationNs]);
  const end = () => {
    if (drag === undefined) return;
    const [from, to] = drag[0] < drag[1] ? drag : [drag[1], drag[0]];
    onZoom(to - from < DRAG_MIN ? undefined : [from * durationNs, to * durationNs]);
    setDrag(undefined);
  };
  const [from, to] = drag ?? [zoom[0] / durationNs, zoom[1] / durationNs];
  const low = Math.min(from, to);
  const high = Math.max(from, to);
  return (
    <div className="grid grid-cols-[58%_minmax(0,1fr)_4.5rem] sm:grid-cols-[42%_minmax(0,1fr)_4.5rem] items-center border-t border-line">
      <p className="px-4 text-xs text-ink-3 tabular-nums">
        {formatDuration((low * durationNs) / 1e6)} to {formatDuration((high * durationNs) / 1e6)}
      </p>
      <div
        className="relative cursor-crosshair touch-none"
        style={{ height: HEIGHT_PX }}
        onPointerDown={(event) => {
          event.currentTarget.setPointerCapture(event.pointerId);
          setDrag([partAt(event), partAt(event)]);
        }}
        onPointerMove={(event) => {
          if (drag !== undefined) setDrag([drag[0], partAt(event)]);
        }}
        onPointerUp={end}
        onPointerCancel={() => setDrag(undefined)}
      >
        <canvas ref={canvas} className="size-full" role="img" aria-label="All spans over time; drag to zoom" />
        <div className="pointer-events-none absolute inset-y-0 left-0 bg-ground/75" style={{ width: `${low * 100}%` }} />
        <div className="pointer-events-none absolute inset-y-0 right-0 bg-ground/75" style={{ width: `${(1 - high) * 100}%` }} />
      </div>
      <span />
    </div>
  );
}

function partAt(event: PointerEvent<HTMLDivElement>): number {
  const { left, width } = event.currentTarget.getBoundingClientRect();
  return Math.min(1, Math.max(0, (event.clientX - left) / width));
}

function paintSpans(canvas: HTMLCanvasElement, spans: PackedSpans, durationNs: number): void {
  const context = canvas.getContext("2d");
  if (context === null) return;
  const scale = window.devicePixelRatio;
  const width = canvas.clientWidth;
  canvas.width = width * scale;
  canvas.height = HEIGHT_PX * scale;
  context.scale(scale, scale);
  const style = getComputedStyle(document.documentElement);
  const rows = spans.ids.length;
  const rowPx = Math.min(4, (HEIGHT_PX - 4) / Math.max(1, rows));
  const bar = (index: number, least: number) => {
    const x = ((spans.startNs[index] ?? 0) / durationNs) * width;
    context.fillRect(x, 2 + index * rowPx, Math.max(least, ((spans.durationNs[index] ?? 0) / durationNs) * width), Math.max(1, rowPx * 0.8));
  };
  context.fillStyle = style.getPropertyValue("--bar");
  for (let index = 0; index < rows; index += 1) bar(index, 1);
  context.fillStyle = style.getPropertyValue("--accent");
  for (const index of spans.errors) bar(index, 2);
}
