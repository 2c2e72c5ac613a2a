import { expect, test } from "vitest";
import { hashOf } from "./make-payload.ts";
import { parseJson } from "./parse-json.ts";

const nested = (levels: number): string => `${"[".repeat(levels)}1${"]".repeat(levels)}`;

test("text nested beyond any use is no JSON, and is hashed as text", () => {
  expect(parseJson(nested(1000))).toBeDefined();
  expect(parseJson(nested(1001))).toBeUndefined();
  expect(hashOf(nested(100_000))).toMatch(/^sha256:/);
});

test("brackets inside strings, also behind escaped quotes, are no nesting", () => {
  const value = [`\\" ${"[".repeat(2000)} "`, "{".repeat(2000)];
  expect(parseJson(JSON.stringify(value))).toEqual(value);
});
