import { expect, test } from "vitest";
import { holdsPointer } from "./holds-pointer.ts";

test.each([
  ['{"a":{"b":null}}', "/a/b", true],
  ['{"a":[{"b":1}]}', "/a/0/b", true],
  ['{"a/b":{"~":1}}', "/a~1b/~0", true],
  ['{"a":1}', "", true],
  ['{"__proto__":1}', "/__proto__", true],
  ['{"a":1}', "/__proto__", false],
  ['{"a":1}', "/a/length", false],
  ['{"a":[1]}', "/a/length", false],
  ['{"a":1}', "/b", false],
  ["prose", "/a", false],
])("%s has something at %s: %s", (body, pointer, expected) => {
  expect(holdsPointer(body, pointer)).toBe(expected);
});
