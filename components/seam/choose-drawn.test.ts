import * as fc from "fast-check";
import { expect, test } from "vitest";
import { chooseDrawn, DRAWN_MAX, neighbourhood, toLaid } from "./choose-drawn.ts";

const seam = (source: string, target: string, { handoffs = 10, failed = 0 } = {}) => ({ id: `${source}>${target}`, source, target, handoffs, failed });
const many = Array.from({ length: 150 }, (_, index) => seam(`s${index}`, `t${index % 17}`));

test("chooseDrawn() draws all that fits, also what does not match: it is shown faintly", () => {
  const few = many.slice(0, 10);
  expect(chooseDrawn(few, few.slice(0, 2), 0)).toMatchObject({ parts: 1, part: 0, agents: 20, agentsInAll: 20 });
  expect(chooseDrawn(few, few.slice(0, 2), 0).seams).toHaveLength(10);
});

test("chooseDrawn() of more than fits draws the worst first, and its parts together leave nothing out", () => {
  const all = [...many, seam("bad", "worse", { failed: 3 })];
  const parts = [0, 1, 2].map((part) => chooseDrawn(all, all, part));
  expect(parts.map((part) => part.seams.length)).toEqual([DRAWN_MAX, DRAWN_MAX, 31]);
  expect(parts[0]?.seams[0]?.id).toBe("bad>worse");
  expect(new Set(parts.flatMap((part) => part.seams.map((one) => one.id))).size).toBe(all.length);
  expect(parts[0]).toMatchObject({ parts: 3, agentsInAll: 169 });
});

test("chooseDrawn() draws what matches when not all fits, and a part that there is when the URL names another", () => {
  expect(chooseDrawn(many, many.slice(0, 3), 0).seams).toHaveLength(3);
  expect(chooseDrawn(many, many, 99).part).toBe(2);
  expect(chooseDrawn(many, many, -1).part).toBe(0);
  expect(chooseDrawn([], [], 5)).toMatchObject({ part: 0, parts: 1, seams: [] });
});

test("chooseDrawn() does not depend on the order of the seams", () => {
  const holds = fc.property(fc.shuffledSubarray(many, { minLength: many.length }), fc.nat(2), (others, part) => JSON.stringify(chooseDrawn(others, others, part)) === JSON.stringify(chooseDrawn(many, many, part)));
  expect(() => fc.assert(holds, { numRuns: 30 })).not.toThrow();
});

test("neighbourhood() is an agent's own seams, or with those of its neighbours", () => {
  const chain = [seam("a", "b"), seam("b", "c"), seam("c", "d"), seam("d", "e"), seam("x", "y")];
  expect([...neighbourhood(chain, "b", 1)]).toEqual(["a>b", "b>c"]);
  expect([...neighbourhood(chain, "b", 2)]).toEqual(["a>b", "b>c", "c>d"]);
  expect([...neighbourhood(chain, undefined, 1)]).toHaveLength(5);
  expect([...neighbourhood(chain, "nobody", 2)]).toEqual([]);
});

test("toLaid() keeps the graph still while a few more handoffs come in", () => {
  expect(toLaid(seam("a", "b", { handoffs: 1010 }))).toEqual(toLaid(seam("a", "b", { handoffs: 1000 })));
  expect(toLaid(seam("a", "b", { handoffs: 9000 })).weight).toBeGreaterThan(toLaid(seam("a", "b", { handoffs: 100 })).weight);
});
