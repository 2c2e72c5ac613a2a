import { afterAll, beforeAll, expect, test } from "vitest";
import { openDatabase, type Database } from "@/lib/clickhouse/open-database.ts";
import { startFaultProxy, type FaultProxy } from "@/lib/testing/fault-proxy.ts";
import { freshDatabase, type FreshDatabase } from "@/lib/testing/fresh-database.ts";
import { makeSpan } from "@/lib/testing/make-span.ts";
import { openSpanStore, type SpanStore } from "./open-stores.ts";
import type { STORE_LIMITS } from "./row-store.ts";

let fresh: FreshDatabase;
let proxy: FaultProxy;
let db: Database;
let lines: string[] = [];
let requests = 0;

beforeAll(async () => {
  fresh = await freshDatabase();
  proxy = await startFaultProxy(fresh.config.CLICKHOUSE_URL ?? "");
  db = openDatabase({ ...fresh.config, CLICKHOUSE_URL: proxy.url });
});
afterAll(async () => {
  await db.close();
  await proxy.close();
  await fresh.dispose();
});

function openStore(limits: Partial<typeof STORE_LIMITS> = {}): SpanStore {
  lines = [];
  return openSpanStore({ db, project: "default", log: (line) => lines.push(line), limits });
}

/** A request of `count` spans of one new trace. */
function request(count: number) {
  requests += 1;
  const traceId = requests.toString(16).padStart(32, "0");
  const spans = Array.from({ length: count }, (_, index) => makeSpan({ traceId, spanId: (index + 1).toString(16).padStart(16, "0") }));
  return { items: spans, digest: traceId, bytes: 100 * count, traceId };
}

async function storedRows(traceId: string): Promise<number> {
  const [row] = await fresh.db.select("test", "SELECT toUInt32(count()) AS n FROM spans WHERE trace_id = {traceId: String}", { traceId });
  return Number(Object.values(row ?? {})[0]);
}

async function insertsOf(traceIds: string[]): Promise<number> {
  const sql = "SELECT toUInt32(uniqExact(_part)) AS n FROM spans WHERE trace_id IN {traceIds: Array(String)}";
  const [row] = await fresh.db.select("test", sql, { traceIds });
  return Number(Object.values(row ?? {})[0]);
}

test("requests that come together share an insert, and each is answered once its own rows are stored", async () => {
  const store = openStore();
  const together = [request(2), request(3), request(1)];
  const outcomes = await Promise.all(together.map((one) => store.store(one)));
  expect(outcomes).toEqual([{ kind: "stored" }, { kind: "stored" }, { kind: "stored" }]);
  expect(await Promise.all(together.map(({ traceId }) => storedRows(traceId)))).toEqual([2, 3, 1]);
  expect(await insertsOf(together.map(({ traceId }) => traceId))).toBe(1);
});

test("a full batch does not wait for the clock", async () => {
  const store = openStore({ batch: { rows: 5, bytes: 1e9 }, batchWaitMs: 1_000_000 });
  expect(await store.store(request(5))).toEqual({ kind: "stored" });
});

test("an insert whose answer was lost is tried again and stored once", async () => {
  const store = openStore();
  const one = request(4);
  proxy.fates.push("answer lost", "answer lost");
  expect(await store.store(one)).toEqual({ kind: "stored" });
  expect(await storedRows(one.traceId)).toBe(4);
});

test("an insert that never arrived is tried again", async () => {
  const store = openStore();
  const one = request(4);
  proxy.fates.push("undelivered", "undelivered");
  expect(await store.store(one)).toEqual({ kind: "stored" });
  expect(await storedRows(one.traceId)).toBe(4);
});

test("when the database stays away, all who wait are asked to come again, and are stored when they do", async () => {
  const store = openStore({ insertWithinMs: 300, batch: { rows: 1, bytes: 1e9 } });
  const waiting = [request(1), request(2)];
  proxy.fates.push(...Array.from({ length: 20 }, () => "undelivered" as const));
  const outcomes = await Promise.all(waiting.map((one) => store.store(one)));
  expect(outcomes).toEqual([{ kind: "busy", retryAfterS: 2 }, { kind: "busy", retryAfterS: 2 }]);
  expect(lines).toHaveLength(1);
  proxy.fates.length = 0;
  expect(await Promise.all(waiting.map((one) => store.store(one)))).toEqual([{ kind: "stored" }, { kind: "stored" }]);
  expect(await Promise.all(waiting.map(({ traceId }) => storedRows(traceId)))).toEqual([1, 2]);
});

test("beyond the bound on what may wait, requests are turned away at once", async () => {
  const store = openStore({ max: { rows: 4, bytes: 1e9 }, batchWaitMs: 1_000_000 });
  const first = store.store(request(3));
  expect(await store.store(request(3))).toEqual({ kind: "busy", retryAfterS: 2 });
  await store.drain();
  expect(await first).toEqual({ kind: "stored" });
});

test("drain() stores all that waits", async () => {
  const store = openStore({ batchWaitMs: 1_000_000, batch: { rows: 2, bytes: 1e9 } });
  const one = request(1);
  const outcome = store.store(one);
  await store.drain();
  expect(await outcome).toEqual({ kind: "stored" });
  expect(await storedRows(one.traceId)).toBe(1);
});

test("a request without spans needs no insert", async () => {
  expect(await openStore().store({ items: [], digest: "", bytes: 0 })).toEqual({ kind: "stored" });
});
