import * as fc from "fast-check";
import { expect, test } from "vitest";
import { nextPlace } from "./use-grid.ts";

const SIZE = { rows: 100, columns: 5, page: 10 };
const after = (key: string, row: number, column: number, ctrlKey = false) => nextPlace({ key, ctrlKey }, { row, column }, SIZE);

test("nextPlace() moves as the ARIA practices have it: by cell, to the ends of a row, by a page, with Ctrl to the ends of all", () => {
  expect(after("ArrowDown", 0, 2)).toEqual({ row: 1, column: 2 });
  expect(after("ArrowLeft", 3, 2)).toEqual({ row: 3, column: 1 });
  expect(after("Home", 3, 2)).toEqual({ row: 3, column: 0 });
  expect(after("End", 3, 2)).toEqual({ row: 3, column: 4 });
  expect(after("End", 3, 2, true)).toEqual({ row: 100, column: 4 });
  expect(after("Home", 3, 2, true)).toEqual({ row: 0, column: 0 });
  expect(after("PageDown", 95, 2)).toEqual({ row: 100, column: 2 });
  expect(after("PageUp", 5, 2)).toEqual({ row: 1, column: 2 });
  expect(after("a", 5, 2)).toBeUndefined();
});

test("nextPlace() never leaves the grid, however small it is", () => {
  const keys = fc.constantFrom("ArrowUp", "ArrowDown", "ArrowLeft", "ArrowRight", "PageUp", "PageDown", "Home", "End");
  const holds = fc.property(keys, fc.boolean(), fc.nat(5), fc.integer({ min: 1, max: 5 }), fc.nat(5), fc.nat(4), (key, ctrlKey, rows, columns, row, column) => {
    const to = nextPlace({ key, ctrlKey }, { row: Math.min(row, rows), column: Math.min(column, columns - 1) }, { rows, columns, page: 10 });
    return to !== undefined && to.row >= 0 && to.row <= rows && to.column >= 0 && to.column < columns;
  });
  expect(() => fc.assert(holds)).not.toThrow();
});
