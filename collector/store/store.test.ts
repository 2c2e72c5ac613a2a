import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, afterEach, beforeAll, beforeEach, expect, test, vi } from "vitest";
import { openDatabase, type Database } from "@/lib/clickhouse/open-database.ts";
import { unaccounted } from "@/lib/model/ingest.ts";
import { startFaultProxy, type FaultProxy } from "@/lib/testing/fault-proxy.ts";
import { freshDatabase, type FreshDatabase } from "@/lib/testing/fresh-database.ts";
import { makeHandoffLog } from "@/lib/testing/make-log-record.ts";
import { readyLogs, readySpans } from "@/lib/testing/make-ready.ts";
import { makeSpan } from "@/lib/testing/make-span.ts";
import type { Ready } from "../prepare/prepared.ts";
import { Redacted } from "../redact/redacted.ts";
import { listDeadLetters, readDeadLetter, requestReplay } from "../spool/dead-letters.ts";
import { openSpool, type Spool } from "../spool/spool.ts";
import { startStore, type Store, type StoreParts } from "./store.ts";

const QUICK = { pauseMs: 20, pauseMsMax: 50 };
let fresh: FreshDatabase;
let proxy: FaultProxy;
let db: Database;
let dir: string;
let spool: Spool;
let store: Store | undefined;
let lines: string[];
let grown: Set<string>[];
let traces = 0;

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
beforeEach(async () => {
  dir = mkdtempSync(join(tmpdir(), "seamscope-store-"));
  lines = [];
  grown = [];
  store = undefined;
  spool = await open();
  await fresh.db.run("TRUNCATE TABLE spans");
});
afterEach(async () => {
  proxy.fates.length = 0;
  await store?.stop(5000);
  await spool.close();
  rmSync(dir, { recursive: true, force: true });
});

const deadLettersDir = (): string => join(dir, "dead-letters");
const open = (): Promise<Spool> => openSpool({ dir: join(dir, "spool"), deadLettersDir: deadLettersDir(), project: "default", bytesMax: 1e9, log: (line) => lines.push(line) });

function start(limits: StoreParts["limits"] = {}): void {
  store = startStore({ spool, deadLettersDir: deadLettersDir(), db, project: "default", onStored: (traceIds) => grown.push(traceIds), log: (line) => lines.push(line), limits: { ...QUICK, ...limits } });
}

const spansOf = (count: number) => {
  traces += 1;
  const traceId = traces.toString(16).padStart(32, "0");
  return Array.from({ length: count }, (_, index) => makeSpan({ traceId, spanId: (index + 1).toString(16).padStart(16, "0") }));
};
const request = (count: number): Ready => readySpans(spansOf(count));

/** A request whose bytes no database takes. */
function poison(): Ready {
  const ready = request(2);
  const [chunk] = ready.chunks.value;
  if (chunk === undefined) throw new Error("no chunk");
  return { ...ready, chunks: Redacted.vouch([{ ...chunk, bytes: Buffer.from('{"flags": "poison"}\n{}') }]) };
}

async function stored(): Promise<number> {
  const [row] = await fresh.db.select("test", "SELECT toUInt32(count()) AS n FROM spans FINAL", {});
  return Number(Reflect.get(Object(row), "n"));
}
const rowsAsInserted = async (): Promise<unknown[]> => fresh.db.select("test", "SELECT toUInt32(count()) AS n, toUInt32(uniqExact(_part)) AS parts FROM spans", {});
const ledger = () => spool.ledgers.traces;
const untilStored = (spans: number) => vi.waitFor(() => expect(ledger()).toMatchObject({ inSpool: 0, stored: spans }), { timeout: 20_000, interval: 20 });

test("requests that came together share an insert of one part, and their traces are told of once they are in the table", async () => {
  const together = [request(2), request(3), request(1)];
  await Promise.all(together.map((one) => spool.append("traces", one)));
  start();
  await untilStored(6);
  expect(await rowsAsInserted()).toEqual([{ n: 6, parts: 1 }]);
  expect(grown).toEqual([new Set(together.flatMap(({ traceIds }) => traceIds))]);
});

test("a full batch does not wait for the clock, and one that is not full waits no longer than that", async () => {
  start({ flush: { rows: 5, bytes: 1e9, afterMs: 3_600_000 } });
  await spool.append("traces", request(4));
  await spool.append("traces", request(1));
  await untilStored(5);
  await store?.stop(5000);
  start({ flush: { rows: 5, bytes: 1e9, afterMs: 10 } });
  await spool.append("traces", request(1));
  await untilStored(6);
  expect(await stored()).toBe(6);
});

test.each(["answer lost", "undelivered"] as const)("an insert whose fate is '%s' is tried again and stored once", async (fate) => {
  await spool.append("traces", request(4));
  proxy.fates.push(...Array.from({ length: 12 }, () => fate));
  start();
  await untilStored(4);
  expect(await rowsAsInserted()).toMatchObject([{ n: 4 }]);
});

test("an insert that was carried out before the process was killed is stored once after the restart", async () => {
  await spool.append("traces", request(3));
  const range = await spool.outlet.plan("spans", { rows: 1e6, bytes: 1e9 });
  if (range === undefined) throw new Error("nothing is planned");
  const entries = await spool.outlet.read("spans", range);
  await db.insertEncoded({ table: "spans", format: "JSONEachRow", chunks: entries.map(({ chunk }) => chunk), token: range.token, signal: AbortSignal.timeout(10_000) });
  await spool.close();
  spool = await open();
  await spool.append("traces", request(2));
  start();
  await untilStored(5);
  expect(await rowsAsInserted()).toMatchObject([{ n: 5 }]);
});

test("while the database is away requests are taken, and stored when it is back", async () => {
  proxy.fates.push(...Array.from({ length: 10_000 }, () => "undelivered" as const));
  start();
  for (let index = 0; index < 10; index += 1) expect(await spool.append("traces", request(2))).toMatchObject({ kind: "kept" });
  await vi.waitFor(() => expect(store?.inserts().retried).toBeGreaterThan(2), { timeout: 10_000 });
  expect(ledger()).toMatchObject({ inSpool: 20, stored: 0 });
  expect(lines.filter((line) => line.includes("does not take spans"))).toHaveLength(1);
  proxy.fates.length = 0;
  await untilStored(20);
  expect(await stored()).toBe(20);
});

test("an insert that hangs is cut and tried again under the same token", async () => {
  await spool.append("traces", request(2));
  proxy.fates.push("hang", "hang", "hang", "hang");
  start({ insertWithinMs: 300 });
  await untilStored(2);
  expect(await rowsAsInserted()).toMatchObject([{ n: 2 }]);
});

test("a batch that takes too long again and again is cut in two", async () => {
  await spool.append("traces", request(2));
  await spool.append("traces", request(3));
  proxy.fates.push(...Array.from({ length: 100 }, () => "hang" as const));
  start({ insertWithinMs: 100 });
  await vi.waitFor(() => expect(store?.inserts().retried).toBeGreaterThan(3), { timeout: 20_000, interval: 10 });
  proxy.fates.length = 0;
  await untilStored(5);
  expect(await rowsAsInserted()).toEqual([{ n: 5, parts: 2 }]);
});

test("stop() stores what waits; what the database does not take in time stays in the spool and is stored after the next start", async () => {
  start({ flush: { rows: 1e9, bytes: 1e9, afterMs: 3_600_000 } });
  await spool.append("traces", request(2));
  await store?.stop(5000);
  expect(ledger()).toMatchObject({ stored: 2, inSpool: 0 });
  proxy.fates.push(...Array.from({ length: 10_000 }, () => "hang" as const));
  await spool.append("traces", request(3));
  start();
  await store?.stop(200);
  expect(ledger()).toMatchObject({ stored: 2, inSpool: 3 });
  proxy.fates.length = 0;
  await spool.close();
  spool = await open();
  start();
  await untilStored(5);
  expect(await stored()).toBe(5);
});

test("what the database refuses for good is found among the rest and set aside whole, with the reason; all others are stored", async () => {
  const bad = poison();
  const requests = [request(3), request(2), bad, request(1), request(4)];
  for (const one of requests) await spool.append("traces", one);
  start();
  await vi.waitFor(() => expect(ledger()).toMatchObject({ received: 12, stored: 10, deadLettered: 2, inSpool: 0 }), { timeout: 20_000 });
  expect(await rowsAsInserted()).toMatchObject([{ n: 10 }]);
  const { letters } = await listDeadLetters(deadLettersDir());
  expect(letters).toMatchObject([{ table: "spans", rows: 2, counted: 2, format: "JSONEachRow", traceIds: bad.traceIds, reason: expect.stringContaining("poison") }]);
  const read = await readDeadLetter(deadLettersDir(), letters[0]?.id ?? "");
  expect(read?.chunk).toEqual(bad.chunks.value[0]?.bytes);
});

test("a dead letter that is replayed is stored once its fault is gone, and the ledger moves along", async () => {
  const ready = request(1);
  const [chunk] = ready.chunks.value;
  const row: object = JSON.parse(Buffer.from(chunk?.bytes ?? []).toString());
  const odd = Redacted.vouch([{ table: "spans", format: "JSONEachRow", rows: 1, bytes: Buffer.from(JSON.stringify({ ...row, odd: "not a number" })) }] as const);
  await fresh.db.run("ALTER TABLE spans ADD COLUMN odd UInt8");
  await spool.append("traces", { ...ready, chunks: odd });
  start();
  await vi.waitFor(() => expect(ledger()).toMatchObject({ deadLettered: 1, inSpool: 0 }), { timeout: 20_000 });
  await fresh.db.run("ALTER TABLE spans DROP COLUMN odd");
  const [letter] = (await listDeadLetters(deadLettersDir())).letters;
  expect(await requestReplay(deadLettersDir(), letter?.id ?? "")).toBe(true);
  await vi.waitFor(() => expect(ledger()).toMatchObject({ received: 1, deadLettered: 0, stored: 1 }), { timeout: 20_000 });
  expect(await stored()).toBe(1);
  await vi.waitFor(() => expect(store?.deadLetters()).toEqual({ entries: 0, records: 0 }), { timeout: 10_000 });
  expect(unaccounted(ledger())).toBe(0);
});

test("logs and what is told of rejected records go to their own tables", async () => {
  const reject = { signal: "logs", action: "altered", reason: "body", message: "body: cut", records: 1, service: "shop", sample: "" } as const;
  await spool.append("logs", readyLogs([makeHandoffLog("handoff.requested", "h-1", {}, { traceId: "a".repeat(32) })], { ignored: 2, rejects: [reject] }));
  await spool.appendRejects(Redacted.vouch([{ ...reject, action: "rejected", reason: "wire", records: 0 }]));
  start();
  await vi.waitFor(() => expect(spool.ledgers.logs).toMatchObject({ received: 3, ignored: 2, stored: 1 }), { timeout: 10_000 });
  await vi.waitFor(async () => expect(await fresh.db.select("test", "SELECT reason, collector FROM rejects ORDER BY reason", {})).toEqual([{ reason: "body", collector: spool.collector.id }, { reason: "wire", collector: spool.collector.id }]), { timeout: 10_000 });
  expect(await fresh.db.select("test", "SELECT handoff_id FROM log_records FINAL", {})).toEqual([{ handoff_id: "h-1" }]);
});

test("the ledger stands in the database within seconds, and adds up", async () => {
  await spool.append("traces", request(2));
  start();
  await untilStored(2);
  await store?.stop(5000);
  const rows = await fresh.db.select("test", "SELECT signal, toUInt32(received) AS received, toUInt32(stored) AS stored, toUInt32(in_spool) AS in_spool FROM ingest_ledger FINAL WHERE collector = {id: String} ORDER BY signal", { id: spool.collector.id });
  expect(rows).toEqual([{ signal: "logs", received: 0, stored: 0, in_spool: 0 }, { signal: "traces", received: 2, stored: 2, in_spool: 0 }]);
});
