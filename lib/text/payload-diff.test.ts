import * as fc from "fast-check";
import { expect, test } from "vitest";
import { changedParts } from "./changed-parts.ts";
import { diffPayloads } from "./payload-diff.ts";

const json = (value: unknown) => ({ body: JSON.stringify(value), mediaType: "application/json" as const });
const text = (body: string) => ({ body, mediaType: "text/plain" as const });
const deep = (leaf: string) => ({ body: `${"[".repeat(50_000)}${leaf}${"]".repeat(50_000)}`, mediaType: "application/json" as const });
const lines = (word: string) => Array.from({ length: 20_000 }, (_, index) => `${word} ${index}`).join("\n");

test("JSON is compared by pointer: missing, added, changed and truncated values", () => {
  const sent = { intent: "publish", "a/b": { "~": 1 }, body: "The handoff is where agents die.", total: 42.5, tags: ["x"] };
  const received = { intent: "publish", "a/b": {}, body: "The handoff is", total: 42, tags: ["x"], extra: true };
  const { rows, same } = diffPayloads(json(sent), json(received));
  expect(rows).toEqual([
    { at: "/a~1b/~0", mark: "missing", sent: "1", received: null },
    { at: "/body", mark: "truncated", sent: '"The handoff is where agents die."', received: '"The handoff is"' },
    { at: "/total", mark: "changed", sent: "42.5", received: "42" },
    { at: "/extra", mark: "added", sent: null, received: "true" },
  ]);
  expect(same).toBe(2);
});

test("an item lost out of the middle of a list is one difference", () => {
  const { rows, same } = diffPayloads(json([1, { a: 2 }, 3, 4]), json([1, 3, 4]));
  expect(rows).toEqual([{ at: "/1", mark: "missing", sent: '{"a":2}', received: null }]);
  expect(same).toBe(3);
});

test("an empty string is a changed value, and not a truncated one", () => {
  expect(diffPayloads(json({ a: "text" }), json({ a: "" })).rows[0]?.mark).toBe("changed");
});

test("a key such as __proto__ is data", () => {
  const sent = { body: '{"__proto__":{"x":1}}', mediaType: "application/json" as const };
  expect(diffPayloads(sent, json({})).rows).toEqual([{ at: "/__proto__", mark: "missing", sent: '{"x":1}', received: null }]);
});

test("payloads nested beyond the call stack are compared", () => {
  expect(diffPayloads(deep("1"), deep("1")).rows).toEqual([]);
  expect(diffPayloads(deep("1"), json({ a: 1 })).rows).toMatchObject([{ mark: "changed", sent: "(nested too deeply to show)" }]);
  expect(diffPayloads(deep("1"), deep("1,2")).rows).toHaveLength(1);
});

test("text is compared by line", () => {
  const { kind, rows, same } = diffPayloads(text("a\nb\nc\nd\ne"), text("a\nB\nc\ne\nf"));
  expect(kind).toBe("text");
  expect(same).toBe(3);
  expect(rows).toEqual([
    { at: "line 2", mark: "changed", sent: "b", received: "B" },
    { at: "line 4", mark: "missing", sent: "d", received: null },
    { at: "line 6", mark: "added", sent: null, received: "f" },
  ]);
});

test("a text of which only the beginning came is truncated at that line", () => {
  expect(diffPayloads(text("one\ntwo three"), text("one\ntwo")).rows).toEqual([{ at: "line 2", mark: "truncated", sent: "two three", received: "two" }]);
});

test("prose in place of JSON is compared as text", () => {
  expect(diffPayloads(json({ a: 1 }), text("a is one"))).toMatchObject({ kind: "text", rows: [{ mark: "changed" }] });
});

test("texts with nothing in common are said to be so, at once", () => {
  const { complete, rows } = diffPayloads(text(lines("a")), text(lines("b")));
  expect(complete).toBe(false);
  expect(rows).toHaveLength(1);
});

test("equal payloads have no differences, and different ones have at least one, whatever they hold", () => {
  fc.assert(
    fc.property(fc.jsonValue(), fc.jsonValue(), (a, b) => {
      expect(diffPayloads(json(a), json(a)).rows).toEqual([]);
      const equal = JSON.stringify(sorted(a)) === JSON.stringify(sorted(b));
      expect(diffPayloads(json(a), json(b)).rows.length === 0).toBe(equal);
    }),
  );
  fc.assert(
    fc.property(fc.string(), fc.string(), (a, b) => {
      expect(diffPayloads(text(a), text(b)).rows.length === 0).toBe(a === b);
    }),
  );
});

test("changedParts() gives both texts back whole, with what differs marked", () => {
  fc.assert(
    fc.property(fc.string(), fc.string(), (a, b) => {
      const parts = changedParts(a, b);
      expect(parts.sent.map((part) => part.text).join("")).toBe(a);
      expect(parts.received.map((part) => part.text).join("")).toBe(b);
    }),
  );
  const { received } = changedParts("about forty euros", "about fifty euros");
  expect(received.filter((part) => part.changed)).toEqual([{ text: "fifty", changed: true }]);
});

function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted);
  if (typeof value !== "object" || value === null) return value;
  return { entries: Object.entries(value).toSorted(([a], [b]) => (a < b ? -1 : 1)).map(([key, inner]) => [key, sorted(inner)]) };
}
