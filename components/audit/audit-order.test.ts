import { expect, test } from "vitest";
import { makeAuditSeam } from "@/lib/testing/audit-lines.ts";
import { lineOf } from "@/lib/text/audit-filter.ts";
import { AUDIT_SORTS, FIRST_ORDER, itemsOf, nextOrder, readOrder, sortLines } from "./audit-order.ts";

const LINES = [
  lineOf(makeAuditSeam({ seamId: "a", rank: 1, weight: 30, stakes: null, silentRate: 0 })),
  lineOf(makeAuditSeam({ seamId: "b", rank: 2, weight: 20, stakes: "irreversible", silentRate: 0.5, owner: null }, ["owned"])),
  lineOf(makeAuditSeam({ seamId: "c", rank: 3, weight: 15, stakes: "reversible", silentRate: 0.5, owner: { team: "press", contact: "", saidBy: "declaration" } }, ["versioned", "owned"])),
];
const orderBy = (sort: string, dir: string | null = null): string[] => sortLines(LINES, readOrder(sort, dir)).map((line) => line.seamId);

test("without a choice, or with one that nobody knows, the first is what to mend first", () => {
  expect(readOrder(null, null)).toEqual(FIRST_ORDER);
  expect(orderBy("colour")).toEqual(["a", "b", "c"]);
});

test("stakes and silent rates fall when first chosen, readiness rises from what lacks most; the rank decides between equals", () => {
  expect(orderBy("stakes")).toEqual(["b", "a", "c"]);
  expect(orderBy("silent")).toEqual(["b", "c", "a"]);
  expect(orderBy("readiness")).toEqual(["c", "b", "a"]);
  expect(orderBy("owner", "desc")).toEqual(["c", "a", "b"]);
});

test("a second click turns every order round", () => {
  for (const by of AUDIT_SORTS) {
    const first = nextOrder({ by: by === "rank" ? "seam" : "rank", desc: false }, by);
    expect(nextOrder(first, by)).toEqual({ by, desc: !first.desc });
    expect(readOrder(by, first.desc ? "desc" : "asc")).toEqual(first);
  }
});

test("grouped, each owner's seams stand under its name, the weightiest owner first and nobody's last", () => {
  const items = itemsOf(sortLines(LINES, FIRST_ORDER), true);
  expect(items.map((item) => (item.kind === "group" ? `${item.team}:${item.lines.length}` : item.line.seamId))).toEqual(["content:1", "a", "press:1", "c", ":1", "b"]);
  expect(itemsOf(LINES, false)).toHaveLength(LINES.length);
});
