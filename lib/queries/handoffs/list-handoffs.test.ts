import { afterAll, beforeAll, expect, test } from "vitest";
import type { Database } from "@/lib/clickhouse/open-database.ts";
import { type Finding, HandoffSummary, type Handoff } from "@/lib/model/handoff.ts";
import { PROJECT } from "@/lib/model/project.ts";
import { freshDatabase, type FreshDatabase } from "@/lib/testing/fresh-database.ts";
import { insertHandoffs, LOST_FINDING, makeHandoff } from "@/lib/testing/handoff-rows.ts";
import { listHandoffs, type HandoffsQuestion } from "./list-handoffs.ts";

let fresh: FreshDatabase;
let db: Database;
beforeAll(async () => {
  fresh = await freshDatabase();
  db = fresh.db;
});
afterAll(() => fresh.dispose());

/** Every page until the last, so that a lost, repeated or endless page shows. */
async function readAll(question: Omit<HandoffsQuestion, "project" | "limit">, limit: number): Promise<HandoffSummary[]> {
  const all: HandoffSummary[] = [];
  let cursor: string | undefined;
  for (let pages = 0; pages < 200; pages += 1) {
    const { handoffs, next } = await listHandoffs(db, { project: PROJECT, ...question, cursor, limit });
    all.push(...handoffs);
    if (next === null) return all;
    cursor = next;
  }
  throw new Error("more than 200 pages");
}

const idsOf = (handoffs: readonly Handoff[] | readonly HandoffSummary[]) => handoffs.map((handoff) => handoff.id);

test("pages visit each handoff exactly once, newest first, even when many share one nanosecond", async () => {
  const times = ["2026-11-20T07:00:00.000000000Z", "2026-11-20T07:00:00.000000001Z", "2026-12-01T00:00:00.000000000Z"];
  const written = times.flatMap((startedAt, time) =>
    Array.from({ length: 20 }, (_, index) => makeHandoff({ id: `page-${time}-${index}`, seamId: `pages-${index % 3}`, startedAt })),
  );
  await insertHandoffs(db, written, { version: 1n });
  const expected = written.toSorted((a, b) => (a.startedAt === b.startedAt ? (a.id < b.id ? 1 : -1) : a.startedAt < b.startedAt ? 1 : -1));
  for (const limit of [1, 7, 60, 500]) {
    const read = await readAll({}, limit);
    expect(idsOf(read)).toEqual(idsOf(expected));
  }
  expect((await readAll({}, 500))[0]).toEqual(HandoffSummary.parse(expected[0]));
});

test("a handoff that changed is listed once, as last written", async () => {
  const first = makeHandoff({ id: "changed", seamId: "changing", verdict: "pending" });
  await insertHandoffs(db, [first], { version: 1n });
  await insertHandoffs(db, [{ ...first, verdict: "lost", findings: [LOST_FINDING], failed: true }], { version: 3n });
  await insertHandoffs(db, [{ ...first, verdict: "held" }], { version: 2n });
  const { handoffs } = await listHandoffs(db, { project: PROJECT, seam: "changing", limit: 10 });
  expect(handoffs.map((handoff) => handoff.verdict)).toEqual(["lost"]);
  expect(await readAll({ seam: "changing", verdict: "pending" }, 10)).toEqual([]);
});

test("a handoff that moved to another seam and an earlier month is listed under its new key alone", async () => {
  const before = makeHandoff({ id: "moved", seamId: "old-seam", startedAt: "2026-11-01T00:00:00.000000000Z" });
  const after = makeHandoff({ id: "moved", seamId: "new-seam", startedAt: "2026-10-31T23:59:59.999999999Z" });
  await insertHandoffs(db, [before], { version: 1n });
  await insertHandoffs(db, [before], { version: 2n, deleted: true });
  await insertHandoffs(db, [after], { version: 2n });
  expect(await readAll({ seam: "old-seam" }, 10)).toEqual([]);
  expect(idsOf(await readAll({ seam: "new-seam" }, 10))).toEqual(["moved"]);
  await db.run("OPTIMIZE TABLE handoffs FINAL");
  expect(await readAll({ seam: "old-seam" }, 10)).toEqual([]);
});

test("candidates are listed only when asked for", async () => {
  await insertHandoffs(db, [makeHandoff({ id: "sure", seamId: "guesses" }), makeHandoff({ id: "guess", seamId: "guesses", confidence: 0.4 })], { version: 1n });
  expect(idsOf(await readAll({ seam: "guesses" }, 10))).toEqual(["sure"]);
  expect(idsOf(await readAll({ seam: "guesses", candidates: true }, 10))).toEqual(["sure", "guess"]);
});

test("each filter keeps what it names and nothing else", async () => {
  const traceId = "f".repeat(32);
  const seam = "filters";
  await insertHandoffs(db, [
    makeHandoff({ id: "plain", seamId: seam, startedAt: "2026-11-20T08:00:00.000000000Z" }),
    makeHandoff({ id: "failed", seamId: seam, startedAt: "2026-11-20T08:00:00.001000000Z", verdict: "lost", findings: [LOST_FINDING] }),
    makeHandoff({ id: "traced", seamId: seam, startedAt: "2026-11-20T08:00:00.002000000Z", traceIds: ["a".repeat(32), traceId] }),
  ], { version: 1n });
  expect(idsOf(await readAll({ trace: traceId }, 10))).toEqual(["traced"]);
  expect(idsOf(await readAll({ seam, class: "lost" }, 10))).toEqual(["failed"]);
  expect(idsOf(await readAll({ seam, verdict: "lost" }, 10))).toEqual(["failed"]);
  expect(idsOf(await readAll({ seam, failed: true }, 10))).toEqual(["failed"]);
  expect(idsOf(await readAll({ seam, failed: false }, 10))).toEqual(["traced", "plain"]);
  expect(idsOf(await readAll({ seam, class: "truncated" }, 10))).toEqual([]);
  const from = new Date("2026-11-20T08:00:00.001Z");
  const to = new Date("2026-11-20T08:00:00.002Z");
  expect(idsOf(await readAll({ seam, from, to }, 10))).toEqual(["failed"]);
  expect(idsOf(await readAll({ seam, from }, 10))).toEqual(["traced", "failed"]);
  expect(idsOf(await readAll({ seam, to: from }, 10))).toEqual(["plain"]);
});

const between = (id: string, source: string, target: string, contract = "1.0.0") => makeHandoff({ id, seamId: "between", versions: { source, target, contract, accepted: [] } });

test("handoffs of a seam are found by the versions they passed between; a version that nobody reported is one, too", async () => {
  await insertHandoffs(db, [between("old", "1.0.0", "2.0.0"), between("new", "1.1.0", "2.0.0"), between("unsaid", "", "2.0.0", "")], { version: 1n });
  const found = async (versions: { source?: string; target?: string; contract?: string }) => idsOf(await readAll({ seam: "between", versions }, 10)).toSorted();
  expect(await found({ source: "1.0.0", target: "2.0.0", contract: "1.0.0" })).toEqual(["old"]);
  expect(await found({ source: "", target: "2.0.0", contract: "" })).toEqual(["unsaid"]);
  expect(await found({ contract: "1.0.0" })).toEqual(["new", "old"]);
  expect(await found({ source: "1.0.0", target: "3.0.0" })).toEqual([]);
  expect(await found({})).toHaveLength(3);
  expect(idsOf(await readAll({ seam: "between", trace: makeHandoff().traceIds[0], versions: { source: "1.1.0" } }, 10))).toEqual(["new"]);
});

const at = (second: number) => `2026-11-20T08:00:0${second}.000000000Z`;
const took = (totalMs: number | null) => ({ totalMs, transitMs: null, gateMs: null, queueMs: null, workMs: null });
const atField = (pointer: string): Finding => ({ ...LOST_FINDING, class: "schema_violation", pointer });

test("handoffs of a seam are found by when they began and how long they took, by the field that failed, and among given ids", async () => {
  const seam = "within";
  await insertHandoffs(db, [
    makeHandoff({ id: "quick", seamId: seam, startedAt: at(1), latency: took(10) }),
    makeHandoff({ id: "slow", seamId: seam, startedAt: at(2), latency: took(1000), findings: [atField("/total"), atField("/items/0")] }),
    makeHandoff({ id: "never", seamId: seam, startedAt: at(3), latency: took(null), findings: [atField("/tot")] }),
  ], { version: 1n });
  const box = { from: new Date(at(1)), to: new Date(at(4)), minMs: 10, maxMs: 1000, unmeasured: false };
  expect(idsOf(await readAll({ seam, box }, 10))).toEqual(["quick"]);
  expect(idsOf(await readAll({ seam, box: { ...box, maxMs: 1000.5 } }, 1))).toEqual(["slow", "quick"]);
  expect(idsOf(await readAll({ seam, box: { ...box, from: new Date(at(2)), minMs: 0 } }, 10))).toEqual([]);
  expect(idsOf(await readAll({ seam, box: { ...box, unmeasured: true } }, 10))).toEqual(["never"]);
  expect(idsOf(await readAll({ seam, pointer: "/total" }, 10))).toEqual(["slow"]);
  expect(idsOf(await readAll({ seam, ids: ["never", "quick", "elsewhere"] }, 10))).toEqual(["never", "quick"]);
  expect(await readAll({ seam, ids: [] }, 10)).toEqual([]);
});

test("a trace id that cannot be one finds nothing instead of failing", async () => {
  expect(await readAll({ trace: "not hex" }, 10)).toEqual([]);
  expect(await readAll({ trace: "f".repeat(33) }, 10)).toEqual([]);
});

test("text with quotes and SQL in it is data", async () => {
  const seamId = `x' OR 1=1 -- {project: String} \\`;
  await insertHandoffs(db, [makeHandoff({ id: seamId, seamId })], { version: 1n });
  expect(idsOf(await readAll({ seam: seamId }, 10))).toEqual([seamId]);
  expect(await readAll({ seam: "x' OR 1=1 --" }, 10)).toEqual([]);
});

test("a cursor that is none is refused", async () => {
  await expect(listHandoffs(db, { project: PROJECT, cursor: "bm9wZQ", limit: 10 })).rejects.toThrow(/cursor/);
});
