import * as fc from "fast-check";
import { expect, test } from "vitest";
import { packRows } from "./pack-rows.ts";

test("nothing in one row overlaps, everything is told of, and what has no row met all rows taken", () => {
  const Extents = fc.array(fc.tuple(fc.nat(100), fc.integer({ min: 1, max: 40 })).map(([from, length]) => ({ from, to: from + length })), { maxLength: 40 });
  fc.assert(
    fc.property(Extents, fc.integer({ min: 1, max: 5 }), (all, rowsMax) => {
      const packed = packRows(all, rowsMax);
      expect(packed.map(({ one }) => one)).toEqual(all.toSorted((a, b) => a.from - b.from));
      for (const [index, { one, row }] of packed.entries()) {
        const around = packed.slice(0, index).filter((other) => other.row !== null && other.one.to > one.from);
        const taken = new Set(around.map((other) => other.row));
        expect(row === null ? taken.size === rowsMax : !taken.has(row)).toBe(true);
      }
    }),
  );
});
