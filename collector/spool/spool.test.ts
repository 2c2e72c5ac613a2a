import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { unaccounted } from "@/lib/model/ingest.ts";
import { makeSpan } from "@/lib/testing/make-span.ts";
import { readySpans } from "@/lib/testing/make-ready.ts";
import { readDeadLetter } from "./dead-letters.ts";
import { openSpool, type Spool, type SpoolOptions } from "./spool.ts";

const MUCH = { rows: 50_000, bytes: 64 * 1024 * 1024 };
let dir: string;
let lines: string[];
let spool: Spool;

const open = (special: Partial<SpoolOptions> = {}): Promise<Spool> =>
  openSpool({ dir: join(dir, "spool"), deadLettersDir: join(dir, "dead-letters"), project: "default", bytesMax: 1e9, log: (line) => lines.push(line), ...special });

beforeEach(async () => {
  dir = mkdtempSync(join(tmpdir(), "seamscope-spool-"));
  lines = [];
  spool = await open();
});
afterEach(async () => {
  await spool.close();
  rmSync(dir, { recursive: true, force: true });
});

let traces = 0;
/** A request of so many spans that nobody has sent before. */
function fresh(count: number, beside: Parameters<typeof readySpans>[1] = {}) {
  traces += 1;
  const traceId = traces.toString(16).padStart(32, "0");
  return readySpans(Array.from({ length: count }, (_, index) => makeSpan({ traceId, spanId: (index + 1).toString(16).padStart(16, "0") })), beside);
}

/** All that waits for the spans, taken out as if it had been stored. */
async function drain(): Promise<number[]> {
  const sizes: number[] = [];
  for (let range = await spool.outlet.plan("spans", MUCH); range !== undefined; range = await spool.outlet.plan("spans", MUCH)) {
    const entries = await spool.outlet.read("spans", range);
    sizes.push(entries.length);
    await spool.outlet.finish("spans", range, entries);
  }
  return sizes;
}

test("what was appended is there after opening again, in order, and until it is finished", async () => {
  const requests = [fresh(2), fresh(3), fresh(1)];
  expect(await Promise.all(requests.map((request) => spool.append("traces", request)))).toEqual(requests.map(() => ({ kind: "kept", rejected: 0, message: "" })));
  await spool.close();
  spool = await open();
  const range = await spool.outlet.plan("spans", MUCH);
  if (range === undefined) throw new Error("nothing is planned");
  const entries = await spool.outlet.read("spans", range);
  expect(entries.map(({ chunk }) => chunk.toString())).toEqual(requests.map(({ chunks }) => Buffer.from(chunks.value[0]?.bytes ?? []).toString()));
  expect(entries.map(({ traceIds }) => traceIds)).toEqual(requests.map(({ traceIds }) => traceIds));
  expect(spool.ledgers.traces).toMatchObject({ received: 6, inSpool: 6, stored: 0 });
  await spool.outlet.finish("spans", range, entries);
  expect(spool.ledgers.traces).toMatchObject({ received: 6, inSpool: 0, stored: 6 });
  expect(await spool.outlet.plan("spans", MUCH)).toBeUndefined();
});

test("requests that come together share a write to disk", async () => {
  await Promise.all(Array.from({ length: 20 }, () => spool.append("traces", fresh(1))));
  const { commits, appends } = spool.snapshot();
  expect(appends).toBe(20);
  expect(commits).toBeLessThan(10);
});

test("a request sent again, at once, later or after a restart, is answered the same, kept once and counted as deduplicated", async () => {
  const request = fresh(3, { rejected: 2, message: "2 of 5 spans were rejected" });
  const [first, second] = await Promise.all([spool.append("traces", request), spool.append("traces", request)]);
  expect(first).toEqual({ kind: "kept", rejected: 2, message: "2 of 5 spans were rejected" });
  expect(second).toEqual({ kind: "known", rejected: 2, message: "2 of 5 spans were rejected" });
  expect(await spool.append("traces", request)).toEqual(second);
  await spool.close();
  spool = await open();
  expect(await spool.append("traces", request)).toEqual(second);
  expect(spool.ledgers.traces).toMatchObject({ received: 20, rejected: 2, inSpool: 3, deduplicated: 15 });
  expect(await drain()).toEqual([1]);
  expect(unaccounted(spool.ledgers.traces)).toBe(0);
});

test("a record sent again in another request is counted as deduplicated, and still goes to its table", async () => {
  const spans = [makeSpan({ spanId: "1".repeat(16) }), makeSpan({ spanId: "2".repeat(16) })];
  await Promise.all([spool.append("traces", readySpans(spans, { salt: "a" })), spool.append("traces", readySpans([...spans, makeSpan({ spanId: "3".repeat(16) })], { salt: "b" }))]);
  expect(spool.ledgers.traces).toMatchObject({ received: 5, deduplicated: 2, inSpool: 3 });
  expect(spool.waiting("spans").rows).toBe(5);
  await drain();
  expect(spool.ledgers.traces).toMatchObject({ received: 5, deduplicated: 2, inSpool: 0, stored: 3 });
});

test("requests are known for a bounded time and in a bounded number", async () => {
  await spool.close();
  let now = 1_000_000;
  const limits = { requests: 2, requestsKeptMs: 1000 };
  spool = await open({ now: () => now, limits });
  const [old, older, young] = [fresh(1), fresh(1), fresh(1)];
  for (const request of [older, old, young]) await spool.append("traces", request);
  await spool.append("traces", fresh(1));
  expect((await spool.append("traces", older)).kind).toBe("kept");
  now += 2000;
  await spool.append("traces", fresh(1));
  await spool.close();
  spool = await open({ now: () => now, limits });
  expect((await spool.append("traces", young)).kind).toBe("kept");
});

test("a planned range is the same with the same token after a restart, also when it was split", async () => {
  for (let index = 0; index < 4; index += 1) await spool.append("traces", fresh(1));
  const planned = await spool.outlet.plan("spans", MUCH);
  await spool.append("traces", fresh(1));
  await spool.close();
  spool = await open();
  const again = await spool.outlet.plan("spans", { rows: 1, bytes: 1 });
  expect(again).toEqual(planned);
  if (again === undefined) throw new Error("nothing is planned");
  await spool.outlet.split("spans", again, await spool.outlet.read("spans", again));
  const half = await spool.outlet.plan("spans", MUCH);
  await spool.close();
  spool = await open();
  expect(await spool.outlet.plan("spans", MUCH)).toEqual(half);
  expect(half?.token).not.toBe(planned?.token);
  expect(await drain()).toEqual([2, 2, 1]);
});

test("a range ends at the limit of rows or bytes, and holds at least one entry", async () => {
  for (const count of [3, 3, 3, 20, 1]) await spool.append("traces", fresh(count));
  const sizes: number[] = [];
  for (;;) {
    const range = await spool.outlet.plan("spans", { rows: 7, bytes: 1e9 });
    if (range === undefined) break;
    const entries = await spool.outlet.read("spans", range);
    sizes.push(entries.reduce((sum, { rows }) => sum + rows, 0));
    await spool.outlet.finish("spans", range, entries);
  }
  expect(sizes).toEqual([6, 3, 20, 1]);
});

test("rejected records and what is told of them are kept with the request", async () => {
  const row = { signal: "traces", action: "rejected", reason: "trace_id", message: "trace_id: expected 16 bytes", records: 2, service: "shop", sample: "{}" } as const;
  await spool.append("traces", fresh(1, { rejected: 2, rejects: [row] }));
  const range = await spool.outlet.plan("rejects", MUCH);
  if (range === undefined) throw new Error("nothing is planned");
  const [entry] = await spool.outlet.read("rejects", range);
  expect(JSON.parse(entry?.chunk.toString() ?? "")).toMatchObject({ ...row, project: "default", collector: spool.collector.id });
  expect(spool.ledgers.traces).toMatchObject({ received: 3, rejected: 2, inSpool: 1 });
});

test("a dead letter is put back once, however often it is asked for and whenever the process is killed", async () => {
  await spool.append("traces", fresh(2));
  const range = await spool.outlet.plan("spans", MUCH);
  const [entry] = range === undefined ? [] : await spool.outlet.read("spans", range);
  if (range === undefined || entry === undefined) throw new Error("nothing is planned");
  const id = await spool.outlet.setAside("spans", range, { entry, reason: "test" });
  expect(spool.ledgers.traces).toMatchObject({ deadLettered: 2, inSpool: 0 });
  const read = await readDeadLetter(join(dir, "dead-letters"), id);
  if (read === undefined) throw new Error("no dead letter");
  expect(read.letter).toMatchObject({ reason: "test", rows: 2, counted: 2, seq: entry.seq });
  await spool.outlet.takeBack(read.letter, read.chunk);
  await spool.outlet.takeBack(read.letter, read.chunk);
  await spool.close();
  spool = await open();
  await spool.outlet.takeBack(read.letter, read.chunk);
  expect(spool.ledgers.traces).toMatchObject({ received: 2, deadLettered: 0, inSpool: 2 });
  expect(await drain()).toEqual([1]);
});

test("an entry that was written as a dead letter and not yet taken out of the spool is not put back beside itself", async () => {
  await spool.append("traces", fresh(2));
  const range = await spool.outlet.plan("spans", MUCH);
  const [entry] = range === undefined ? [] : await spool.outlet.read("spans", range);
  if (entry === undefined) throw new Error("nothing is planned");
  const { chunk, traceIds, crc: _, ...rest } = entry;
  await spool.outlet.takeBack({ ...rest, id: `spans-00000000-${entry.seq}`, reason: "test", broken: false, setAsideAt: 0, collector: spool.collector.id, traceIds: [...traceIds] }, Buffer.from(chunk));
  expect(spool.ledgers.traces).toMatchObject({ received: 2, inSpool: 2, deadLettered: 0 });
  expect(spool.waiting("spans").entries).toBe(1);
});

test("beyond the soft mark senders are told to slow down, beyond the hard mark that nothing is taken, until there is room again", async () => {
  await spool.close();
  const request = fresh(200);
  const size = request.chunks.value[0]?.bytes.length ?? 0;
  spool = await open({ bytesMax: size * 4 });
  const kinds: unknown[] = [];
  for (let index = 0; index < 4; index += 1) kinds.push(await spool.append("traces", fresh(200)));
  expect(kinds).toMatchObject([{ kind: "kept" }, { kind: "kept" }, { kind: "kept" }, { kind: "busy", status: 503 }]);
  expect(await spool.append("traces", fresh(80))).toMatchObject({ kind: "busy", status: 429, retryAfterS: 2 });
  await drain();
  expect(await spool.append("traces", request)).toMatchObject({ kind: "kept" });
});

test("a second collector on the same spool is told how to get its own", async () => {
  await expect(open({ limits: { lockedWithinMs: 500 } })).rejects.toThrow("is in use by another collector; give each its own SEAMSCOPE_DATA_DIR");
});
