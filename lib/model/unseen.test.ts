import * as fc from "fast-check";
import { expect, test } from "vitest";
import { createUnseen, type Dated } from "./unseen.ts";

const OVERLAP_MS = 50;

/** A change that becomes readable some time after the moment it carries. */
interface Committed extends Dated {
  readableMs: number;
}

const anyChanges = fc.array(fc.record({ atMs: fc.integer({ min: 0, max: 1000 }), late: fc.integer({ min: 0, max: OVERLAP_MS }) }), { maxLength: 60 }).map((all): Committed[] =>
  all.map(({ atMs, late }, index) => ({ kind: "handoff", id: `h${index % 7}`, seamId: "s", version: String(index), atMs, readableMs: atMs + late })),
);
const anyMoments = fc.array(fc.integer({ min: 0, max: 1100 }), { maxLength: 30 }).map((moments) => [...moments, 2000].toSorted((a, b) => a - b));

const readAt = (all: readonly Committed[], nowMs: number, cursorMs: number): Committed[] => all.filter(({ atMs, readableMs }) => readableMs <= nowMs && atMs >= cursorMs - OVERLAP_MS);
const versions = (changes: readonly Dated[]): string[] => changes.map((change) => change.version).toSorted();

test("whatever becomes readable late, and whenever one looks, each change is told exactly once", () => {
  fc.assert(
    fc.property(anyChanges, anyMoments, (all, moments) => {
      const unseen = createUnseen(0, OVERLAP_MS);
      const told = moments.flatMap((nowMs) => unseen.take(readAt(all, nowMs, unseen.cursorMs)));
      expect(versions(told)).toEqual(versions(all));
    }),
  );
});

test("who is interrupted at any moment and resumes from the latest moment told misses nothing", () => {
  fc.assert(
    fc.property(anyChanges, anyMoments, fc.nat(), (all, moments, cut) => {
      const before = moments.slice(0, cut % moments.length);
      const first = createUnseen(0, OVERLAP_MS);
      const told = before.flatMap((nowMs) => first.take(readAt(all, nowMs, first.cursorMs)));
      const second = createUnseen(first.cursorMs, OVERLAP_MS);
      const toldLater = moments.slice(before.length).flatMap((nowMs) => second.take(readAt(all, nowMs, second.cursorMs)));
      expect(versions([...new Map([...told, ...toldLater].map((change) => [change.version, change])).values()])).toEqual(versions(all));
    }),
  );
});

test("a change that is read twice in one answer is told once, and a handoff at two seams twice", () => {
  const change = { kind: "handoff", id: "h", seamId: "s", version: "1", atMs: 5 };
  expect(createUnseen(0, OVERLAP_MS).take([change, change, { ...change, seamId: "t" }])).toHaveLength(2);
});
