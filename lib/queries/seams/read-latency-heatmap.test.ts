import * as fc from "fast-check";
import { afterAll, beforeAll, expect, test } from "vitest";
import { PROJECT } from "@/lib/model/project.ts";
import { freshDatabase, type FreshDatabase } from "@/lib/testing/fresh-database.ts";
import { insertHandoffs, LOST_FINDING, makeHandoff } from "@/lib/testing/handoff-rows.ts";
import { readLatencyHeatmap } from "./read-latency-heatmap.ts";
import { spreadStretches } from "./spread-stretches.ts";

const WINDOW = { from: new Date("2026-11-20T00:00:00Z"), to: new Date("2026-11-21T00:00:00Z") };
const QUESTION = { project: PROJECT, seamId: "s-1", ...WINDOW };
const HANDOFFS = 2000;
const took = (totalMs: number | null) => ({ totalMs, transitMs: totalMs, gateMs: null, queueMs: null, workMs: 7 });

let fresh: FreshDatabase;
beforeAll(async () => {
  fresh = await freshDatabase();
  const handoffs = Array.from({ length: HANDOFFS }, (_, index) => {
    const lost = index % 50 === 0;
    return makeHandoff({ id: `h-${index}`, startedAt: new Date(WINDOW.from.getTime() + index * 43_000).toISOString(), latency: took(lost ? null : 1.07 ** (index % 300)), findings: lost ? [LOST_FINDING] : [], verdict: lost ? "lost" : "delivered" });
  });
  await insertHandoffs(fresh.db, handoffs, { version: 1n });
});
afterAll(() => fresh.dispose());

test("every handoff is in one cell: in the column it began in and the row that holds its latency, or in the row of those never received", async () => {
  const { columns, rows, cells, share } = await readLatencyHeatmap(fresh.db, { ...QUESTION, expected: HANDOFFS });
  expect(share).toBe(1);
  expect(columns.length).toBeLessThanOrEqual(96);
  expect(rows.length).toBeLessThanOrEqual(30);
  const want = new Map<string, number>();
  for (let index = 0; index < HANDOFFS; index += 1) {
    const at = WINDOW.from.getTime() + index * 43_000;
    const ms = 1.07 ** (index % 300);
    const column = columns.findIndex(({ from, to }) => Date.parse(from) <= at && at < Date.parse(to));
    const row = index % 50 === 0 ? -1 : rows.findIndex(({ fromMs, toMs }) => fromMs <= ms && ms < toMs);
    want.set(`${column} ${row}`, (want.get(`${column} ${row}`) ?? 0) + 1);
  }
  expect(Object.fromEntries(cells.map(({ column, row, handoffs }) => [`${column} ${row}`, handoffs]))).toEqual(Object.fromEntries(want));
  expect(cells.filter((cell) => cell.failed > 0).every((cell) => cell.row === -1)).toBe(true);
});

test("where the time goes is told for each column, parts without evidence left out", async () => {
  const { parts } = await readLatencyHeatmap(fresh.db, { ...QUESTION, expected: HANDOFFS });
  expect(parts[0]?.parts.map(({ part }) => part)).toEqual(["transit", "work"]);
  expect(parts[0]?.parts[1]).toMatchObject({ p50Ms: 7, p95Ms: 7 });
});

test("of too many handoffs an even share is counted, and the share is told", async () => {
  const { cells, share } = await readLatencyHeatmap(fresh.db, { ...QUESTION, expected: 4_000_000 });
  expect(share).toBe(0.25);
  const counted = cells.reduce((sum, cell) => sum + cell.handoffs, 0);
  expect(counted).toBeGreaterThan(HANDOFFS * 0.2);
  expect(counted).toBeLessThan(HANDOFFS * 0.3);
});

test("a seam without handoffs has columns and nothing in them", async () => {
  expect(await readLatencyHeatmap(fresh.db, { ...QUESTION, seamId: "never-seen", expected: 0 })).toMatchObject({ rows: [], cells: [], parts: [], share: 1 });
});

test("stretches lie in their columns and in the window, and are the share of it that they claim", () => {
  fc.assert(fc.property(fc.integer({ min: 1, max: 96 }), fc.integer({ min: 0, max: 10_000_000 }), (count, expected) => {
    const stepS = 600;
    const window = { from: new Date(0), to: new Date(count * stepS * 1000) };
    const columns = Array.from({ length: count }, (_, index) => index * stepS);
    const { starts, ends, share } = spreadStretches(window, columns, stepS, { expected, wanted: 150_000 });
    const read = ends.reduce((sum, end, index) => sum + end - (starts[index] ?? 0), 0);
    expect(read / (window.to.getTime() - window.from.getTime())).toBeCloseTo(share, 2);
    for (const [index, start] of starts.entries()) {
      expect(start).toBeGreaterThanOrEqual(index * stepS * 1000);
      expect(ends[index]).toBeLessThanOrEqual((index + 1) * stepS * 1000);
    }
  }));
});
