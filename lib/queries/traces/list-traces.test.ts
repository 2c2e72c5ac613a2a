import { afterAll, beforeAll, expect, test } from "vitest";
import { PROJECT } from "@/lib/model/project.ts";
import type { TraceSummary } from "@/lib/model/trace.ts";
import { freshDatabase, type FreshDatabase } from "@/lib/testing/fresh-database.ts";
import { insertHandoffs, LOST_FINDING, makeHandoff } from "@/lib/testing/handoff-rows.ts";
import { insertTraces } from "@/lib/testing/trace-rows.ts";
import { listTraces, type TracesQuestion } from "./list-traces.ts";
import { readTraceFacets } from "./read-trace-facets.ts";
import { readTraceTraffic } from "./read-trace-traffic.ts";

let fresh: FreshDatabase;
beforeAll(async () => {
  fresh = await freshDatabase();
});
afterAll(() => fresh.dispose());

const traceId = (number: number) => number.toString(16).padStart(32, "0");

async function readAll(question: Omit<TracesQuestion, "project" | "limit">, limit = 100): Promise<TraceSummary[]> {
  const all: TraceSummary[] = [];
  let cursor: string | undefined;
  for (let pages = 0; pages < 200; pages += 1) {
    const { traces, next } = await listTraces(fresh.db, { project: PROJECT, ...question, cursor, limit });
    all.push(...traces);
    if (next === null) return all;
    cursor = next;
  }
  throw new Error("more than 200 pages");
}

const idsOf = (traces: readonly TraceSummary[]) => traces.map((trace) => Number.parseInt(trace.traceId, 16));

test("pages visit each trace exactly once, newest first, even when many share one nanosecond", async () => {
  const written = Array.from({ length: 30 }, (_, index) => ({
    traceId: traceId(1000 + index), startedAt: `2026-11-20T07:00:00.00000000${index % 3}Z`, searchText: "pages",
  }));
  await insertTraces(fresh.db, written, 1n);
  const expected = written.toSorted((a, b) => (b.startedAt + b.traceId).localeCompare(a.startedAt + a.traceId));
  for (const limit of [1, 7, 30]) {
    const read = await readAll({ q: "pages" }, limit);
    expect(read.map((trace) => trace.traceId)).toEqual(expected.map((trace) => trace.traceId));
  }
});

test("a trace that grew is listed once, as last written", async () => {
  await insertTraces(fresh.db, [{ traceId: traceId(1), name: "chat", spans: 3, searchText: "growing" }], 1n);
  await insertTraces(fresh.db, [{ traceId: traceId(1), name: "chat", spans: 9, failed: 1, services: ["web"], agents: ["planner"], searchText: "growing" }], 2n);
  expect(await readAll({ q: "growing" })).toEqual([{
    traceId: traceId(1), name: "chat", rootMissing: false, startedAt: "2026-11-20T07:00:00.123456789Z", durationMs: 12.5,
    spans: 9, errors: 0, services: ["web"], agents: ["planner"], handoffs: 2, failed: 1,
  }]);
});

const at = (second: number) => `2026-04-01T00:00:${second.toString().padStart(2, "0")}.000000000Z`;

test("a trace whose earliest span came late is listed once, at its new place and with what it has now", async () => {
  const april = { from: new Date("2026-04-01T00:00:00Z"), to: new Date("2026-04-02T00:00:00Z") };
  const written = Array.from({ length: 9 }, (_, index) => ({ traceId: traceId(0x100 + index), startedAt: at(10 + index) }));
  await insertTraces(fresh.db, written, 1n);
  await insertTraces(fresh.db, written, 2n);
  await insertTraces(fresh.db, [{ traceId: traceId(0x108), startedAt: at(1), failed: 1 }, { traceId: traceId(0x107), startedAt: at(2) }], 3n);
  for (const limit of [1, 2, 20]) expect(idsOf(await readAll(april, limit))).toEqual([0x106, 0x105, 0x104, 0x103, 0x102, 0x101, 0x100, 0x107, 0x108]);
  expect(idsOf(await readAll({ ...april, failed: true }, 1))).toEqual([0x108]);
  expect(idsOf(await readAll({ from: new Date(at(15)), to: april.to }, 1))).toEqual([0x106, 0x105]);
});

test("words must all occur, in any order and case, and wildcards are only characters", async () => {
  await insertTraces(fresh.db, [
    { traceId: traceId(2), searchText: "write draft newsroom 100%_done order-7" },
    { traceId: traceId(3), searchText: "write summary newsroom 100 done order-70" },
  ], 1n);
  expect(idsOf(await readAll({ q: " NEWSROOM  draft " }))).toEqual([2]);
  expect(idsOf(await readAll({ q: "newsroom" }))).toEqual([3, 2]);
  expect(idsOf(await readAll({ q: "100%" }))).toEqual([2]);
  expect(idsOf(await readAll({ q: "newsroom %" }))).toEqual([2]);
  expect(idsOf(await readAll({ q: "newsroom _" }))).toEqual([2]);
  expect(idsOf(await readAll({ q: "order-70" }))).toEqual([3]);
  expect(await readAll({ q: "newsroom draft ' OR 1=1 --" })).toEqual([]);
});

test("one box finds a trace by its own id, a span's and a handoff's", async () => {
  await insertTraces(fresh.db, [{ traceId: traceId(0xabc), searchText: "ids" }, { traceId: traceId(0xdef), searchText: "ids" }], 1n);
  await fresh.db.insert("spans", [{ project: PROJECT, trace_id: traceId(0xabc), span_id: "b7ad6b7169203331", name: "plan" }]);
  await insertHandoffs(fresh.db, [makeHandoff({ id: "order 7/draft", traceIds: [traceId(0xabc), traceId(0xdef)] }), makeHandoff({ id: "Draft-9", traceIds: [traceId(0xdef)] })], { version: 1n });
  expect(idsOf(await readAll({ q: traceId(0xabc).toUpperCase() }))).toEqual([0xabc]);
  expect(idsOf(await readAll({ q: " b7ad6b7169203331 " }))).toEqual([0xabc]);
  expect(idsOf(await readAll({ q: "Draft-9" }))).toEqual([0xdef]);
  expect(idsOf(await readAll({ q: "order 7/draft" }))).toEqual([0xdef, 0xabc]);
  expect(await readAll({ q: traceId(0x999) })).toEqual([]);
});

test("a seam's id finds its traces, and so do the first digits of a trace's own", async () => {
  await insertTraces(fresh.db, [{ traceId: "5eed1234".padEnd(32, "a") }, { traceId: "5eed1234".padEnd(32, "b") }, { traceId: "5eed1235".padEnd(32, "a") }], 1n);
  await insertHandoffs(fresh.db, [makeHandoff({ id: "of-seam", seamId: "seam-5", traceIds: ["5eed1235".padEnd(32, "a")] })], { version: 1n });
  expect((await readAll({ q: "5EED1234" })).map((trace) => trace.traceId)).toEqual(["5eed1234".padEnd(32, "b"), "5eed1234".padEnd(32, "a")]);
  expect((await readAll({ q: "5eed1234a" })).map((trace) => trace.traceId)).toEqual(["5eed1234".padEnd(32, "a")]);
  expect((await readAll({ q: "seam-5" })).map((trace) => trace.traceId)).toEqual(["5eed1235".padEnd(32, "a")]);
});

test("traces are ranked by duration and by failures, narrowed down by findings and verdicts, and counted by choice and by time", async () => {
  const hour = { from: new Date("2026-02-01T00:00:00Z"), to: new Date("2026-02-01T01:00:00Z") };
  await insertTraces(fresh.db, [
    { traceId: traceId(0x31), startedAt: "2026-02-01T00:00:00.000000000Z", durationMs: 900, agents: ["planner", "worker"], failed: 1 },
    { traceId: traceId(0x32), startedAt: "2026-02-01T00:30:00.000000000Z", durationMs: 5000, agents: ["planner"], services: ["web"] },
    { traceId: traceId(0x33), startedAt: "2026-02-01T00:59:59.000000000Z", durationMs: 70, failed: 3 },
  ], 1n);
  await insertHandoffs(fresh.db, [makeHandoff({ id: "ranked", startedAt: "2026-02-01T00:00:01.000000000Z", verdict: "lost", findings: [LOST_FINDING], traceIds: [traceId(0x31)] })], { version: 1n });
  const list = async (question: Omit<TracesQuestion, "project" | "limit">) => idsOf((await listTraces(fresh.db, { project: PROJECT, ...hour, ...question, limit: 10 })).traces);
  expect(await list({ sort: "slowest" })).toEqual([0x32, 0x31, 0x33]);
  expect(await list({ sort: "failures" })).toEqual([0x33, 0x31, 0x32]);
  expect(await list({ minDurationMs: 900 })).toEqual([0x32, 0x31]);
  expect(await list({ class: "lost" })).toEqual([0x31]);
  expect(await list({ class: "late" })).toEqual([]);
  expect(await list({ verdict: "lost", sort: "slowest" })).toEqual([0x31]);
  expect(await readTraceFacets(fresh.db, { project: PROJECT, ...hour })).toEqual({
    counted: 3, isCut: false, failed: 2, agents: [{ value: "planner", traces: 2 }, { value: "worker", traces: 1 }], services: [{ value: "web", traces: 1 }],
    classes: [{ value: "lost", traces: 1 }], verdicts: [{ value: "lost", traces: 1 }],
  });
  const traffic = await readTraceTraffic(fresh.db, { project: PROJECT, ...hour, agent: "", service: "" });
  expect(traffic.flatMap(({ traces, failed }, minute) => (traces === 0 ? [] : [[minute, traces, failed]]))).toEqual([[0, 1, 1], [30, 1, 0], [59, 1, 1]]);
});

test("each filter keeps what it names and nothing else", async () => {
  await insertTraces(fresh.db, [
    { traceId: traceId(0x21), startedAt: "2026-03-01T00:00:00.000000000Z", agents: ["planner"], services: ["web"] },
    { traceId: traceId(0x22), startedAt: "2026-03-01T00:00:00.001000000Z", agents: ["worker"], services: ["web", "jobs"], failed: 2 },
  ], 1n);
  const march = { from: new Date("2026-03-01T00:00:00.000Z"), to: new Date("2026-03-01T00:00:00.002Z") };
  expect(idsOf(await readAll(march))).toEqual([0x22, 0x21]);
  expect(idsOf(await readAll({ ...march, agent: "planner" }))).toEqual([0x21]);
  expect(idsOf(await readAll({ ...march, service: "jobs" }))).toEqual([0x22]);
  expect(idsOf(await readAll({ ...march, service: "web" }))).toEqual([0x22, 0x21]);
  expect(idsOf(await readAll({ ...march, failed: true }))).toEqual([0x22]);
  expect(idsOf(await readAll({ ...march, failed: false }))).toEqual([0x21]);
  expect(idsOf(await readAll({ ...march, to: new Date("2026-03-01T00:00:00.001Z") }))).toEqual([0x21]);
});
