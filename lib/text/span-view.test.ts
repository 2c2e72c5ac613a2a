import * as fc from "fast-check";
import { expect, test } from "vitest";
import { readZoom, writeZoom, zoomedBy, zoomMoved } from "./span-view.ts";

test("a zoom is read as it was written, and what is none is no zoom", () => {
  expect(readZoom(writeZoom([5, 20]), 100)).toEqual([5, 20]);
  for (const text of [null, "", "5", "20-5", "7-7", "-1-5", "a-b", "200-300"]) expect(readZoom(text, 100)).toBeUndefined();
  expect(writeZoom(undefined)).toBeUndefined();
});

test("a zoom stays within the trace, whatever it is made smaller, larger or moved by", () => {
  const duration = fc.integer({ min: 2000, max: 1_000_000_000 });
  fc.assert(fc.property(duration, fc.double({ min: 0, max: 1, noNaN: true }), fc.double({ min: 0.1, max: 5, noNaN: true }), fc.double({ min: -3, max: 3, noNaN: true }), (durationNs, about, factor, part) => {
    const zoom = zoomMoved(zoomedBy(zoomedBy(undefined, 0.3, about * durationNs, durationNs), factor, about * durationNs, durationNs), part, durationNs);
    if (zoom === undefined) return;
    expect(zoom[0]).toBeGreaterThanOrEqual(0);
    expect(zoom[1]).toBeLessThanOrEqual(durationNs * (1 + 1e-9));
    expect(zoom[0]).toBeLessThan(zoom[1]);
  }));
});
