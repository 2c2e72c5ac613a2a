"use client";

import { type RefObject, useEffect, useRef } from "react";
import type { TimeScale } from "./time-scale.ts";
import type { View } from "./use-view.ts";

/** One notch of a wheel zooms by this factor. */
const PER_PIXEL = 0.0016;
const PIXELS_PER_LINE = 16;

/** Ctrl (or ⌘, or a pinch) and the wheel zoom around the pointer; sideways, or with Shift, the wheel pans. All else scrolls the page. */
export function useWheel(surface: RefObject<HTMLElement | null>, scale: TimeScale, view: View): void {
  const latest = useRef({ scale, view });
  useEffect(() => {
    latest.current = { scale, view };
  });
  useEffect(() => {
    const element = surface.current;
    if (element === null) return undefined;
    // React's own handler is passive: it could not keep the page from zooming.
    const onWheel = (event: WheelEvent) => {
      const unit = event.deltaMode === WheelEvent.DOM_DELTA_LINE ? PIXELS_PER_LINE : 1;
      const { left, width } = element.getBoundingClientRect();
      if (event.ctrlKey || event.metaKey) {
        event.preventDefault();
        latest.current.view.zoom(Math.exp(event.deltaY * unit * PER_PIXEL), latest.current.scale.ns((event.clientX - left) / Math.max(1, width)));
        return;
      }
      const sideways = event.shiftKey && event.deltaX === 0 ? event.deltaY : event.deltaX;
      if (Math.abs(sideways) <= Math.abs(event.shiftKey ? 0 : event.deltaY)) return;
      event.preventDefault();
      latest.current.view.pan((sideways * unit) / Math.max(1, width));
    };
    element.addEventListener("wheel", onWheel, { passive: false });
    return () => element.removeEventListener("wheel", onWheel);
  }, [surface]);
}
