"use client";

import { useEffect, useRef, useState, type PointerEvent } from "react";
import type { SpanMap } from "@/lib/model/span-window.ts";
import { formatDuration } from "@/lib/text/duration.ts";
import type { Zoom } from "@/lib/text/span-view.ts";
import { WATERFALL_COLUMNS } from "./waterfall-row.tsx";

const HEIGHT_PX = 48;
/** Failures have a mark at the lower edge, too: what is thinner than a pixel must not get lost. */
const MARK_PX = 4;
/** A drag shorter than this part of the strip is a press, and a press shows the whole time again. */
const DRAG_MIN = 0.01;

interface MinimapProps {
  map: SpanMap;
  zoom: Zoom | undefined;
  /** Undefined for the whole time. */
  onZoom: (zoom: Zoom | undefined) => void;
}

/** All spans on one strip, failures in the accent and marked below; a drag chooses the time that the waterfall shows. */
export function Minimap({ map, zoom, onZoom }: MinimapProps) {
  const canvas = useCanvas(map);
  const [drag, setDrag] = useState<[number, number]>();
  const { durationNs } = map;
  const [from, to] = drag ?? (zoom === undefined ? [0, 1] : [zoom[0] / durationNs, zoom[1] / durationNs]);
  const [low, high] = [Math.min(from, to), Math.max(from, to)];
  const end = () => {
    if (drag !== undefined) onZoom(high - low < DRAG_MIN ? undefined : [low * durationNs, high * durationNs]);
    setDrag(undefined);
  };
  return (
    <div className={`${WATERFALL_COLUMNS} border-t border-line`}>
      <p className="px-4 text-xs text-ink-3 tabular-nums">
        {formatDuration((low * durationNs) / 1e6)} to {formatDuration((high * durationNs) / 1e6)}
        <span className="max-sm:hidden">{zoom === undefined ? "; drag on the strip to zoom" : ""}</span>
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
        <canvas ref={canvas} className="size-full" role="img" aria-label="All spans over time, failures marked below; drag to zoom, or press plus and minus" />
        <div className="pointer-events-none absolute inset-y-0 left-0 border-r border-control bg-ground/75" style={{ width: `${low * 100}%` }} />
        <div className="pointer-events-none absolute inset-y-0 right-0 border-l border-control bg-ground/75" style={{ width: `${(1 - high) * 100}%` }} />
      </div>
      <span />
    </div>
  );
}

function partAt(event: PointerEvent<HTMLDivElement>): number {
  const { left, width } = event.currentTarget.getBoundingClientRect();
  return Math.min(1, Math.max(0, (event.clientX - left) / width));
}

/** A canvas that is painted again when its size or the theme changes. */
function useCanvas(map: SpanMap) {
  const canvas = useRef<HTMLCanvasElement>(null);
  useEffect(() => {
    const element = canvas.current;
    if (element === null) return undefined;
    const paint = () => paintMap(element, map);
    paint();
    const observer = new ResizeObserver(paint);
    observer.observe(element);
    const theme = new MutationObserver(paint);
    theme.observe(document.documentElement, { attributeFilter: ["class"] });
    return () => {
      observer.disconnect();
      theme.disconnect();
    };
  }, [map]);
  return canvas;
}

function paintMap(canvas: HTMLCanvasElement, { bands }: SpanMap): void {
  const context = canvas.getContext("2d");
  if (context === null) return;
  const scale = window.devicePixelRatio;
  const width = canvas.clientWidth;
  canvas.width = width * scale;
  canvas.height = HEIGHT_PX * scale;
  context.scale(scale, scale);
  const style = getComputedStyle(document.documentElement);
  const colours = { "1": style.getPropertyValue("--bar"), "2": style.getPropertyValue("--accent") };
  const bandPx = Math.min(6, (HEIGHT_PX - 6 - MARK_PX) / Math.max(1, bands.length));
  for (const [digit, colour] of Object.entries(colours)) {
    context.fillStyle = colour;
    for (const [band, digits] of bands.entries()) {
      for (const [from, to] of runsOf(digits, digit)) {
        const [x, length] = [(from / digits.length) * width, Math.max(1.5, ((to - from) / digits.length) * width)];
        context.fillRect(x, 2 + band * bandPx, length, Math.max(1, bandPx * 0.85));
        if (digit === "2") context.fillRect(x, HEIGHT_PX - MARK_PX - 1, Math.max(2, length), MARK_PX);
      }
    }
  }
}

function runsOf(digits: string, digit: string): [number, number][] {
  return [...digits.matchAll(new RegExp(`${digit}+`, "g"))].map((run) => [run.index, run.index + run[0].length]);
}
