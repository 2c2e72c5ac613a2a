import * as fc from "fast-check";
import { expect, test } from "vitest";
import { changedParts } from "./changed-parts.ts";
import { differencesIn, type Body, type Comparison } from "./comparison.ts";
import { comparePayloads } from "./payload-comparison.ts";

const json = (value: unknown): Body => raw(JSON.stringify(value));
const raw = (body: string): Body => ({ body, mediaType: "application/json" });
const text = (body: string): Body => ({ body, mediaType: "text/plain" });
const deep = (leaf: string) => raw(`${"[".repeat(50_000)}${leaf}${"]".repeat(50_000)}`);
const lines = (word: string) => Array.from({ length: 20_000 }, (_, index) => `${word} ${index}`).join("\n");

interface Terms {
  schema?: unknown;
  notes?: { pointer: string; words: string }[];
  findings?: string[];
}
const compare = (sent: Body | null, received: Body | null, { schema, notes = [], findings = [] }: Terms = {}): Comparison =>
  comparePayloads({ sent, received, schema: schema === undefined ? "" : JSON.stringify(schema), notes, findings });

const sideText = (side: { parts: { text: string }[] } | undefined): string | undefined => side?.parts.map((part) => part.text).join("");

/** What differs, each as "mark pointer: sent > received". */
const differences = (comparison: Comparison): string[] =>
  comparison.rows("changes", 0, comparison.count("changes")).map(({ mark, at, sent, received }) => `${mark} ${at}: ${sideText(sent) ?? "-"} > ${sideText(received) ?? "-"}`);

const all = (comparison: Comparison) => comparison.rows("all", 0, comparison.count("all"));
const keysOf = (comparison: Comparison): string[] => all(comparison).map(({ key, kind, inside }) => (kind === "more" ? `more ${inside}` : key));

test("JSON is compared by pointer: missing, added, changed and truncated values", () => {
  const sent = { intent: "publish", "a/b": { "~": 1 }, body: "The handoff is where agents die.", total: 42.5, tags: ["x"] };
  const received = { intent: "publish", "a/b": {}, body: "The handoff is", total: 42, tags: ["x"], extra: true };
  const comparison = compare(json(sent), json(received));
  expect(differences(comparison)).toEqual([
    "missing /a~1b/~0: 1 > -",
    'truncated /body: "The handoff is where agents die." > "The handoff is"',
    "changed /total: 42.5 > 42",
    "added /extra: - > true",
  ]);
  expect(comparison.summary).toMatchObject({ same: 2, counts: { missing: 1, truncated: 1, changed: 1, added: 1, moved: 0, absent: 0 } });
  expect(comparison.rows("changes", 1, 2)[0]?.cutAt).toBe(14);
});

test("a text that ends in a sign of the cut is truncated where the sign begins", () => {
  const [row] = compare(json({ a: "twenty characters and some more" }), json({ a: "twenty characters an [truncated]" })).rows("changes", 0, 1);
  expect(row).toMatchObject({ mark: "truncated", cutAt: 20 });
  expect(compare(json({ a: "text" }), json({ a: "" })).summary.counts.changed).toBe(1);
});

test("a value that came as another type is marked on both sides", () => {
  const [row] = compare(json({ id: 42 }), json({ id: "42" })).rows("changes", 0, 1);
  expect([row?.sent?.parts, row?.received?.parts]).toEqual([[{ text: "42", changed: true }], [{ text: '"42"', changed: true }]]);
});

test("an item lost out of the middle of a list is one difference", () => {
  const comparison = compare(json([1, { a: 2 }, 3, 4]), json([1, 3, 4]));
  expect(differences(comparison)).toEqual(['missing /1: {"a":2} > -']);
  expect(comparison.summary.same).toBe(3);
});

test("items that name themselves are paired by their names, and one out of its order is said to have moved", () => {
  const sent = [{ id: "a", n: 1 }, { id: "b", n: 2 }, { id: "c", n: 3 }];
  const received = [{ id: "c", n: 3 }, { id: "a", n: 1 }, { id: "x", n: 9 }, { id: "b", n: 5 }];
  expect(differences(compare(json({ items: sent }), json({ items: received })))).toEqual([
    'added /items/2: - > {"id":"x","n":9}', "changed /items/1/n: 2 > 5", 'moved /items/2: {"id":"c","n":3} > {"id":"c","n":3}',
  ]);
  const twice = [{ id: "a", n: 1 }, { id: "a", n: 2 }];
  expect(differences(compare(json(twice), json([{ id: "a", n: 1 }, { id: "a", n: 3 }])))).toEqual(["changed /1/n: 2 > 3"]);
});

test("numbers beyond what a double holds are compared and shown by all of their digits", () => {
  const comparison = compare(raw('{"id":9007199254740993,"same":12345678901234567890}'), raw('{"id":9007199254740992,"same":12345678901234567890}'));
  expect(differences(comparison)).toEqual(["changed /id: 9007199254740993 > 9007199254740992"]);
  expect(comparison.valueOf("", "sent")).toBe('{"id":9007199254740993,"same":12345678901234567890}');
});

test("what both sides lack and the contract requires is a difference, and each place says what the contract does", () => {
  const schema = {
    type: "object", required: ["title", "lines"], additionalProperties: false,
    properties: { title: { $ref: "#/$defs/short" }, lines: { type: "array", items: { type: "object", required: ["sku"], properties: { sku: { type: "string" } } } } },
    $defs: { short: { type: "string", maxLength: 80 } },
  };
  const comparison = compare(json({ lines: [{}], extra: 1 }), json({ lines: [{}], extra: 1 }), { schema, notes: [{ pointer: "/extra", words: "sensitive" }], findings: ["/extra"] });
  const rows = comparison.rows("changes", 0, 10).map(({ mark, at, contract, findings }) => [mark, at, contract, findings]);
  expect(rows).toEqual([
    ["absent", "/lines/0/sku", ["required", "string"], []],
    [undefined, "/extra", ["not declared", "sensitive"], [0]],
    ["absent", "/title", ["required", "string", "characters ≤ 80"], []],
  ]);
});

test("a schema that refers to itself is read, and one that cannot be read says nothing", () => {
  const schema = { $ref: "#", allOf: [{ $ref: "#/$defs/a" }], $defs: { a: { $ref: "#/$defs/a", required: ["x"] } } };
  expect(differences(compare(json({}), json({}), { schema }))).toEqual(["absent /x: - > -"]);
  expect(comparePayloads({ sent: json({}), received: json({}), schema: "{oops", notes: [], findings: [] }).count("changes")).toBe(0);
});

test("the whole is a tree that opens place by place, and leads to any difference, pointer and match", () => {
  const sent = { a: { b: [1, { c: "needle" }] }, z: 1 };
  const comparison = compare(json(sent), json({ a: { b: [1, { c: "noodle" }] }, z: 1 }), { findings: ["/a/b/1"] });
  expect(keysOf(comparison)).toEqual(["", "a", "z"]);
  expect(all(comparison)[1]).toMatchObject({ within: 1, isOpen: false, findings: [0] });
  expect(comparison.rowOfDifference("all", 0)).toBe(5);
  expect(keysOf(comparison)).toEqual(["", "a", "b", "0", "1", "c", "z"]);
  expect(comparison.rowOfPointer("all", "/a/b/0")).toBe(3);
  expect(comparison.rowOfPointer("all", "/a/nowhere")).toBe(1);
  expect(comparison.rowOfPointer("changes", "/a/b/1/c")).toBe(1);
  expect([comparison.find("NOODLE"), comparison.rowOfMatch(0)]).toEqual([1, 5]);
  expect(comparison.valueOf("/a/b/1/c", "received")).toBe("noodle");
  comparison.toggle(1);
  expect(keysOf(comparison)).toEqual(["", "a", "z"]);
});

test("a long list is drawn in portions, and a place in it is found all the same", () => {
  const comparison = compare(json(Array.from({ length: 5000 }, (_, index) => index)), null);
  expect(comparison.count("all")).toBe(2002);
  expect(keysOf(comparison).at(-1)).toBe("more 3000");
  expect(comparison.rowOfPointer("all", "/4500")).toBe(4501);
  expect(comparison.summary).toMatchObject({ isOneSided: true, same: 5000 });
  expect(differencesIn(comparison.summary)).toBe(0);
});

test("pictures and other base64 are told by what they are, and never as text", () => {
  const png = `data:image/png;base64,iVBORw0KGgo${"A".repeat(400)}`;
  const svg = "data:image/svg+xml,<svg onload=alert(1)>";
  const [first, second] = compare(json({ png, svg }), json({ png: "x", svg: "y" })).rows("changes", 0, 2);
  expect(first?.sent).toMatchObject({ parts: [], media: { mediaType: "image/png", hasPreview: true } });
  expect(second?.sent).toMatchObject({ parts: [], media: { mediaType: "image/svg+xml", hasPreview: false } });
});

test("a key such as __proto__ is data", () => {
  expect(differences(compare(raw('{"__proto__":{"x":1}}'), json({})))).toEqual(['missing /__proto__: {"x":1} > -']);
  expect(differences(compare(raw('{"__proto__":{"x":12345678901234567890}}'), json({})))).toEqual(['missing /__proto__: {"x":12345678901234567890} > -']);
});

test("payloads nested beyond the call stack are compared", () => {
  expect(differences(compare(deep("1"), deep("1")))).toEqual([]);
  expect(compare(deep("1"), json({ a: 1 })).summary.counts.changed).toBe(1);
  expect(compare(deep("1"), deep("1,2")).summary.counts.added).toBe(1);
  expect(compare(deep("12345678901234567890"), deep("1")).summary.counts.changed).toBe(1);
});

test("text is compared by line", () => {
  const comparison = compare(text("a\nb\nc\nd\ne"), text("a\nB\nc\ne\nf"));
  expect(comparison.summary).toMatchObject({ kind: "text", same: 3 });
  expect(differences(comparison)).toEqual(["changed 2: b > B", "missing 4: d > -", "added 5: - > f"]);
  expect(all(comparison).map(({ at, otherAt }) => [at, otherAt])).toEqual([["1", ""], ["2", ""], ["3", ""], ["4", ""], ["5", "4"], ["5", ""]]);
  expect([comparison.rowOfDifference("all", 1), comparison.find("F"), comparison.rowOfMatch(0)]).toEqual([3, 1, 5]);
});

test("a text of which only the beginning came is truncated at that line", () => {
  expect(differences(compare(text("one\ntwo three"), text("one\ntwo")))).toEqual(["truncated 2: two three > two"]);
});

test("prose in place of JSON is compared as text, and what claims to be JSON and is not is named", () => {
  expect(compare(json({ a: 1 }), text("a is one")).summary.kind).toBe("text");
  expect(compare(raw("{oops"), json({})).summary).toMatchObject({ kind: "text", unreadable: ["sent"] });
});

test("texts with nothing in common are said to be so", () => {
  const comparison = compare(text(lines("a")), text(lines("b")));
  expect(comparison.summary).toMatchObject({ isComplete: false, counts: { changed: 1 } });
});

test("equal payloads have no differences, and different ones have at least one, whatever they hold", () => {
  fc.assert(
    fc.property(fc.jsonValue(), fc.jsonValue(), (a, b) => {
      expect(differencesIn(compare(json(a), json(a)).summary)).toBe(0);
      const equal = JSON.stringify(sorted(a)) === JSON.stringify(sorted(b));
      expect(differencesIn(compare(json(a), json(b)).summary) === 0).toBe(equal);
    }),
  );
  fc.assert(
    fc.property(fc.string(), fc.string(), (a, b) => {
      expect(differencesIn(compare(text(a), text(b)).summary) === 0).toBe(a === b);
    }),
  );
});

const named = fc.uniqueArray(fc.record({ id: fc.integer({ min: 0, max: 20 }), n: fc.integer({ min: 0, max: 3 }) }), { selector: (one) => one.id, maxLength: 12 });
const payload = fc.oneof(fc.jsonValue({ maxDepth: 3 }), named, fc.record({ items: named, tags: fc.array(fc.integer({ min: 0, max: 4 })) }));

test("comparing the other way round finds the same, with the sides exchanged", () => {
  fc.assert(
    fc.property(payload, payload, (a, b) => {
      const there = compare(json(a), json(b)).summary;
      const back = compare(json(b), json(a)).summary;
      expect(back.same).toBe(there.same);
      expect([back.counts.missing, back.counts.added, back.counts.moved]).toEqual([there.counts.added, there.counts.missing, there.counts.moved]);
      expect(back.counts.changed + back.counts.truncated).toBe(there.counts.changed + there.counts.truncated);
    }),
  );
});

test("the differences explain both sides: applied to what was sent they give what was received", () => {
  fc.assert(
    fc.property(payload, payload, (a, b) => {
      // Longer values are shown in part.
      fc.pre(JSON.stringify([a, b]).length < 200);
      const comparison = compare(json(a), json(b));
      for (let row = 0; row < comparison.count("all"); row += 1) if (comparison.rows("all", row, row + 1)[0]?.isOpen === false) comparison.toggle(row);
      expect(sorted(rebuilt(comparison, "sent"))).toEqual(sorted(JSON.parse(JSON.stringify(a))));
      expect(sorted(rebuilt(comparison, "received"))).toEqual(sorted(JSON.parse(JSON.stringify(b))));
    }),
  );
});

/** One side, put together from all rows; what is not marked as different is taken from what was sent. */
function rebuilt(comparison: Comparison, side: "sent" | "received"): unknown {
  const top: { root?: unknown } = {};
  for (const row of all(comparison)) {
    const from = side === "received" && (row.mark === undefined || row.mark === "moved") ? row.sent : row[side];
    if (row[side] === undefined) continue;
    const value: unknown = row.isOpen === true ? (row.kind === "items" ? [] : {}) : JSON.parse(sideText(from) ?? "");
    const tokens = `/root${side === "received" && row.otherAt !== "" ? row.otherAt : row.at}`.split("/").slice(1).map((token) => token.replaceAll("~1", "/").replaceAll("~0", "~"));
    const parent = tokens.slice(0, -1).reduce<unknown>((inner, token) => Object.getOwnPropertyDescriptor(inner, token)?.value, top);
    if (typeof parent === "object" && parent !== null) Object.defineProperty(parent, tokens.at(-1) ?? "", { value, enumerable: true, writable: true, configurable: true });
  }
  return top.root;
}

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
