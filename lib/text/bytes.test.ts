import { expect, test } from "vitest";
import { formatBytes } from "./bytes.ts";

test.each([
  [null, "–"],
  [-1, "–"],
  [0, "0 B"],
  [999, "999 B"],
  [1000, "1.0 kB"],
  [12_345, "12 kB"],
  [999_499, "999 kB"],
  [999_500, "1.0 MB"],
  [10_400_000, "10 MB"],
  [5e15, "5000 TB"],
])("formatBytes(%s) says %s", (bytes, words) => {
  expect(formatBytes(bytes)).toBe(words);
});
