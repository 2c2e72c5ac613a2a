import { expect, test } from "vitest";
import { LEAVES_MAX, leavesOf, placesOn } from "./leaves.ts";

test("leaves come in the order of the document, with their pointers", () => {
  expect(leavesOf({ a: [1, { "b/c": 2 }], d: {}, e: null })).toEqual([
    { pointer: "/a/0", value: 1 }, { pointer: "/a/1/b~1c", value: 2 }, { pointer: "/d", value: {} }, { pointer: "/e", value: null },
  ]);
  expect(leavesOf("text")).toEqual([{ pointer: "", value: "text" }]);
});

test("a payload of a million items or a thousand levels gives a bounded number of leaves", () => {
  expect(leavesOf(Array.from({ length: 1_000_000 }, (_, index) => index)).length).toBe(LEAVES_MAX);
  expect(leavesOf(JSON.parse(`${"[".repeat(1000)}1${"]".repeat(1000)}`)).map((leaf) => leaf.value)).toEqual([1]);
});

test("a key such as __proto__ is data", () => {
  expect(leavesOf(JSON.parse('{"__proto__":{"a":1}}'))).toEqual([{ pointer: "/__proto__/a", value: 1 }]);
});

test("the places of a pointer are itself and those above it", () => {
  expect(placesOn("/a/0/b")).toEqual(["/a/0/b", "/a/0", "/a"]);
});
