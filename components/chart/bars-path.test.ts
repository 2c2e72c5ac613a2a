import { expect, test } from "vitest";
import { barsPath } from "./bars-path.ts";

test("bars stand on the baseline, and one without height is not drawn", () => {
  const bars = [{ x: 0, width: 3, height: 22 }, { x: 4, width: 3, height: 0 }, { x: 8, width: 3, height: 1.505 }];
  expect(barsPath(bars, 22)).toBe("M0 22v-22h3v22zM8 22v-1.51h3v1.51z");
});
