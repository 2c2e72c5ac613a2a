import * as fc from "fast-check";
import { expect, test } from "vitest";
import { Cursor, cutPage, NEWEST, readCursor, writeCursor } from "./keyset-cursor.ts";

const anyPosition = fc.record({
  atUnixNano: fc.bigInt({ min: 0n, max: 9n * 10n ** 18n - 1n }),
  id: fc.string({ unit: "grapheme", minLength: 1 }),
}, { noNullPrototype: true });

test("a cursor comes back as the position it was written for, and is safe in a URL", () => {
  fc.assert(fc.property(anyPosition, (position) => {
    const cursor = writeCursor(position);
    expect(encodeURIComponent(cursor)).toBe(cursor);
    expect(readCursor(cursor)).toEqual(position);
    expect(Cursor.safeParse(cursor).success).toBe(true);
  }));
});

test("text that is no cursor is refused, whatever it is", () => {
  const wrong = ["", "x", "%", "bnVsbA", writeCursor({ atUnixNano: -1n, id: "a" }), writeCursor({ ...NEWEST, atUnixNano: 2n ** 63n, id: "a" })];
  for (const cursor of wrong) expect(Cursor.safeParse(cursor).success).toBe(false);
  fc.assert(fc.property(fc.string(), (text) => {
    expect(Cursor.safeParse(text).success).toBe(readCursor(text) !== undefined);
  }));
});

test("the last page has no next", () => {
  const rows = [1n, 2n].map((atUnixNano) => ({ atUnixNano, id: "a" }));
  expect(cutPage(rows, 2)).toEqual({ page: rows, next: null });
  expect(cutPage(rows, 1)).toEqual({ page: rows.slice(0, 1), next: writeCursor({ atUnixNano: 1n, id: "a" }) });
  expect(cutPage([], 1)).toEqual({ page: [], next: null });
});
