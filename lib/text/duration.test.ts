import * as fc from "fast-check";
import { expect, test } from "vitest";
import { formatDuration } from "./duration.ts";

test.each([
  [null, "–"],
  [undefined, "–"],
  [Number.NaN, "–"],
  [0, "0 ms"],
  [0.0005, "500 ns"],
  [0.42, "420 µs"],
  [0.9999, "1 ms"],
  [1.26, "1.3 ms"],
  [412.4, "412 ms"],
  [999.7, "1 s"],
  [3210, "3.2 s"],
  [59_960, "1 m"],
  [252_000, "4 m 12 s"],
  [3_599_700, "1 h"],
  [29_520_000, "8 h 12 m"],
  [86_399_999, "1 d"],
  [273_600_000, "3 d 4 h"],
  [-1500, "−1.5 s"],
])("formatDuration(%s) says %s", (ms, words) => {
  expect(formatDuration(ms)).toBe(words);
});

test("formatDuration() never shows sixty of a smaller unit", () => {
  fc.assert(
    fc.property(fc.double({ min: 0, max: 1e10, noNaN: true }), (ms) => {
      expect(formatDuration(ms)).not.toMatch(/\b(60 s|60 m|24 h|1000 ms|1000 µs)\b/);
    }),
  );
});
