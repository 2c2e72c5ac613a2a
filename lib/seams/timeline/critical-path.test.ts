import * as fc from "fast-check";
import { expect, test } from "vitest";
import type { PathPart } from "@/lib/model/timeline.ts";
import { criticalPath } from "./critical-path.ts";
import type { Crossing } from "./crossings.ts";
import type { Work } from "./lane-work.ts";

const run = (id: string, fromNs: number, toNs: number, parentId = "", lane = id): Work => ({ id, parentId, lane, name: id, fromNs, toNs, errors: 0 });
const crossing = (from: string, to: string, fromNs: number, toNs: number, parts: Crossing["parts"] = [{ kind: "transit", fromNs, toNs }]): Crossing => ({ handoffId: `${from}-${to}`, from, to, fromNs, toNs, parts });
const told = (parts: readonly PathPart[]) => parts.map(({ kind, from, to, fromNs, toNs }) => `${kind} ${from === to ? from : `${from}>${to}`} ${fromNs}-${toNs}`);

test("from agent to agent it goes through the seam between them, gate and queue told apart", () => {
  const gated = crossing("writer", "printer", 10, 90, [{ kind: "transit", fromNs: 10, toNs: 20 }, { kind: "gate", fromNs: 20, toNs: 80 }, { kind: "transit", fromNs: 80, toNs: 90 }]);
  expect(told(criticalPath([run("writer", 0, 12), run("printer", 95, 100)], [gated]))).toEqual([
    "work writer 0-10", "transit writer>printer 10-20", "gate writer>printer 20-80", "transit writer>printer 80-90", "queue writer>printer 90-95", "work printer 95-100",
  ]);
});

test("of children that ran beside each other the one that ended last counts, and what its parent did itself between", () => {
  const path = criticalPath([run("lead", 0, 100), run("fast", 10, 30, "lead"), run("slow", 10, 80, "lead")], []);
  expect(told(path)).toEqual(["work lead 0-10", "work slow 10-80", "work lead 80-100"]);
});

test("a fan-in waits for the last of its senders", () => {
  const path = criticalPath([run("a", 0, 10), run("b", 0, 40), run("sum", 45, 60)], [crossing("a", "sum", 10, 12), crossing("b", "sum", 40, 45)]);
  expect(told(path)).toEqual(["work b 0-40", "transit b>sum 40-45", "work sum 45-60"]);
});

test("what nothing reports is idle, and told as such", () => {
  expect(told(criticalPath([run("a", 0, 10), run("b", 30, 40)], []))).toEqual(["work a 0-10", "idle  10-30", "work b 30-40"]);
});

const Runs = fc.array(fc.record({ lane: fc.constantFrom("a", "b", "c", "d"), fromNs: fc.nat(200), length: fc.nat(60), parent: fc.nat(30) }), { maxLength: 25 }).map((all) =>
  all.map(({ lane, fromNs, length, parent }, index): Work => ({ id: String(index), parentId: parent < index ? String(parent) : "", lane, name: lane, fromNs, toNs: fromNs + length, errors: 0 })),
);
const Crossings = fc.array(fc.record({ from: fc.constantFrom("a", "b", "c", "d"), to: fc.constantFrom("a", "b", "c", "d"), fromNs: fc.nat(200), length: fc.integer({ min: 1, max: 60 }) }), { maxLength: 15 }).map((all) =>
  all.map(({ from, to, fromNs, length }, index) => ({ ...crossing(from, to, fromNs, fromNs + length), handoffId: String(index) })),
);

test("it has no holes, runs from the first beginning to the last end, and is never longer than the whole", () => {
  fc.assert(
    fc.property(Runs, Crossings, (runs, crossings) => {
      const parts = criticalPath(runs, crossings);
      const all = [...runs, ...crossings].filter((one) => one.toNs > one.fromNs);
      if (all.length === 0) return;
      for (const [index, part] of parts.entries()) {
        expect(part.toNs).toBeGreaterThan(part.fromNs);
        expect(part.fromNs).toBe(index === 0 ? part.fromNs : parts[index - 1]?.toNs);
      }
      const [first, last] = [Math.min(...all.map((one) => one.fromNs)), Math.max(...all.map((one) => one.toNs))];
      expect(parts[0]?.fromNs).toBeLessThanOrEqual(first);
      expect(parts.at(-1)?.toNs).toBeGreaterThanOrEqual(last);
      expect(lengthOf(parts)).toBeLessThanOrEqual(Math.max(...[...runs, ...crossings].map((one) => one.toNs)));
    }),
    { numRuns: 500 },
  );
});

test("where work and waits cover everything nothing is idle, and its length is that of the whole", () => {
  fc.assert(
    fc.property(Runs, Crossings, fc.array(fc.integer({ min: 1, max: 40 }), { minLength: 1, maxLength: 10 }), (runs, crossings, lengths) => {
      const bounds = lengths.reduce<number[]>((marks, length) => [...marks, (marks.at(-1) ?? 0) + length], [0]);
      const covering = bounds.slice(1).map((toNs, index) => run(`cover${index}`, bounds[index] ?? 0, toNs));
      const end = bounds.at(-1) ?? 0;
      const within = runs.filter((one) => one.toNs <= end);
      const parts = criticalPath([...covering, ...within], crossings.filter((one) => one.toNs <= end));
      expect(parts.filter((part) => part.kind === "idle")).toEqual([]);
      expect(lengthOf(parts)).toBe(end);
    }),
    { numRuns: 500 },
  );
});

const lengthOf = (parts: readonly PathPart[]): number => parts.reduce((sum, part) => sum + (part.kind === "idle" ? 0 : part.toNs - part.fromNs), 0);
