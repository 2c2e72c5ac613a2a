import { expect, test } from "vitest";
import { textDepth } from "./text-depth.ts";

test.each([
  ["1", 0],
  ["{}", 1],
  ['{"a":[{"b":1}],"c":[]}', 3],
  [String.raw`{"a":"[[[{\"[["}`, 1],
  ["[".repeat(200_000), 200_000],
])("%.30s nests as deep as its brackets outside of texts", (json, depth) => {
  expect(textDepth(json)).toBe(depth);
});
