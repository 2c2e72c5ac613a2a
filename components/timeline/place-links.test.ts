import { expect, test } from "vitest";
import { placeLinks, type PlacedArrow } from "./place-links.ts";

const PLOT = { widthPx: 700, lanePx: 38 };
const arrow = (toLane: number, marked = false): PlacedArrow => ({ from: 0.2, to: 0.2, fromLane: 0, toLane, marked });

test("links of arrows that lie on each other stand apart, and the failed handoff's comes first", () => {
  const placed = placeLinks([arrow(2), arrow(2), arrow(3, true)], PLOT);
  const lanes = placed.flatMap((place) => (place === null ? [] : [place.lane])).toSorted((a, b) => a - b);
  for (const [index, lane] of lanes.entries()) expect(lane - (lanes[index - 1] ?? -9)).toBeGreaterThan(25 / 38 - 1e-9);
  expect(placed[2]?.lane).toBe(1.5);
});

test("where there is no room there is no link, and a thousand arrows make a bounded number of them", () => {
  expect(placeLinks(Array.from({ length: 50 }, () => arrow(1)), PLOT).filter((place) => place !== null).length).toBeLessThan(4);
  const spread = Array.from({ length: 1000 }, (_, index) => ({ ...arrow(1), from: index / 1000, to: index / 1000, fromLane: index % 40, toLane: (index + 7) % 40 }));
  expect(placeLinks(spread, { widthPx: 4000, lanePx: 24 }).filter((place) => place !== null).length).toBeLessThanOrEqual(150);
});
