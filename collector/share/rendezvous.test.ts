import * as fc from "fast-check";
import { expect, test } from "vitest";
import { ownerOf } from "./rendezvous.ts";

const keys = Array.from({ length: 2000 }, (_, at) => at.toString(16).padStart(32, "0"));
const someIds = fc.uniqueArray(fc.string({ minLength: 1 }), { minLength: 1, maxLength: 6 });

test("everyone who knows the same collectors finds the same owner, in whatever order they are known", () => {
  fc.assert(fc.property(someIds, fc.string(), (ids, key) => {
    expect(ownerOf(key, ids.toReversed())).toBe(ownerOf(key, ids));
  }));
  expect(ownerOf("a", [])).toBeUndefined();
});

test("when a collector goes, only what was its own falls to others", () => {
  fc.assert(fc.property(someIds, fc.nat(), (ids, at) => {
    const gone = ids[at % ids.length];
    const left = ids.filter((id) => id !== gone);
    const others = keys.slice(0, 50).filter((key) => ownerOf(key, ids) !== gone);
    expect(others.map((key) => ownerOf(key, left))).toEqual(others.map((key) => ownerOf(key, ids)));
  }));
});

test("of four collectors each has about a quarter", () => {
  const ids = ["a", "b", "c", "d"];
  const shares = ids.map((id) => keys.filter((key) => ownerOf(key, ids) === id).length);
  expect(Math.min(...shares)).toBeGreaterThan(400);
  expect(Math.max(...shares)).toBeLessThan(600);
});
