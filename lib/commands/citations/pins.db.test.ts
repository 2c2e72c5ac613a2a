import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { spanToRow } from "@/lib/clickhouse/span-row.ts";
import type { PinReason } from "@/lib/model/citation.ts";
import { PROJECT } from "@/lib/model/project.ts";
import { listPins } from "@/lib/queries/citations/list-pins.ts";
import { readPinUse } from "@/lib/queries/citations/read-pin-use.ts";
import { getHandoff } from "@/lib/queries/handoffs/get-handoff.ts";
import { readSpans } from "@/lib/queries/traces/read-spans.ts";
import { freshDatabase, type FreshDatabase } from "@/lib/testing/fresh-database.ts";
import { insertHandoffs, makeHandoff } from "@/lib/testing/handoff-rows.ts";
import { makeSpan } from "@/lib/testing/make-span.ts";
import { insertTraces } from "@/lib/testing/trace-rows.ts";
import { followPins } from "./follow-pins.ts";
import { pin } from "./pin.ts";
import { releaseUnpinned } from "./release-unpinned.ts";
import { unpin } from "./unpin.ts";

const NOW = new Date("2026-11-21T12:00:00Z");
const LIVE = ["spans", "handoffs", "handoff_keys", "traces", "trace_keys", "correlation_keys"];

let fresh: FreshDatabase;
beforeAll(async () => {
  fresh = await freshDatabase();
});
afterAll(() => fresh.dispose());

let number = 0;
let [id, traceId] = ["", ""];
/** A handoff with a trace of two spans that nothing else has part in. */
beforeEach(async () => {
  number += 1;
  [id, traceId] = [`h-${number}`, number.toString(16).padStart(32, "a")];
  await storeSpans("1".repeat(16), "2".repeat(16));
  await insertHandoffs(fresh.db, [makeHandoff({ id, traceIds: [traceId] })], { version: 1n });
  await insertTraces(fresh.db, [{ traceId }], 1n);
});

const storeSpans = (...spanIds: string[]): Promise<void> => fresh.db.insert("spans", spanIds.map((spanId) => spanToRow(makeSpan({ traceId, spanId, parentSpanId: "" }), PROJECT)));
const cite = (citedBy: string, { reason = "ticket", bytesMax = 1e9, expiresAt }: { reason?: PinReason; bytesMax?: number; expiresAt?: Date } = {}) =>
  pin(fresh.db, { kind: "handoff", id, reason, citedBy, by: "ana", note: "why" }, { project: PROJECT, bytesMax, now: NOW, ...(expiresAt === undefined ? {} : { expiresAt }) });
const expire = async (): Promise<void> => {
  for (const table of LIVE) await fresh.db.run(`TRUNCATE TABLE ${table}`);
};
const spansLeft = async (): Promise<number> => (await readSpans(fresh.db, { project: PROJECT, traceIds: [traceId] })).spans.length;
const handoffLeft = async (): Promise<string | undefined> => (await getHandoff(fresh.db, { project: PROJECT, id }))?.id;
const release = (): Promise<number> => releaseUnpinned(fresh.db, { project: PROJECT, forS: 0 });

async function columnsOf(table: string): Promise<unknown> {
  return (await fresh.db.select("test", "SELECT groupArray((name, type, default_kind)) AS columns FROM (SELECT * FROM system.columns WHERE database = currentDatabase() AND table = {table: String} ORDER BY position)", { table }))[0];
}

test.each(["spans", "log_records", "traces", "correlation_keys", "trace_keys", "handoff_keys"])("what is pinned of %s has its very columns, and is read with them", async (table) => {
  expect(await columnsOf(`pinned_${table}`)).toEqual(await columnsOf(table));
  expect(await columnsOf(`kept_${table}`)).toEqual(await columnsOf(table));
});

test("pinned handoffs have the columns of handoffs, and no lifetime", async () => {
  const names = async (table: string): Promise<unknown> => (await fresh.db.select("test", "SELECT groupArray((name, type)) AS columns FROM (SELECT * FROM system.columns WHERE database = currentDatabase() AND table = {table: String} ORDER BY position)", { table }))[0];
  expect(await names("pinned_handoffs")).toEqual(await names("handoffs"));
  expect(await names("kept_handoffs")).toEqual(await names("handoffs"));
  const lifetimes = await fresh.db.select("test", "SELECT name FROM system.tables WHERE database = currentDatabase() AND (name LIKE 'pinned_%' OR name = 'pins') AND create_table_query LIKE '%TTL%'", {});
  expect(lifetimes).toEqual([]);
});

describe("a pin", () => {
  test("is one pin however often it is made, and is found by what it holds", async () => {
    expect(await cite("INC-1")).toMatchObject({ ok: true, already: false, pin: { traceIds: [traceId], tracesInAll: 1, by: "ana", note: "why", expiresAt: null } });
    expect(await cite("INC-1")).toMatchObject({ ok: true, already: true });
    expect(await listPins(fresh.db, { project: PROJECT, traceIds: [traceId] })).toMatchObject({ inAll: 1, pins: [{ kind: "handoff", id, citedBy: "INC-1" }] });
  });

  test("keeps what it holds until the last one who cites it has unpinned it", async () => {
    await cite("INC-1");
    await cite("INC-2");
    await expire();
    expect(await unpin(fresh.db, PROJECT, { citedBy: "INC-1", kind: "handoff", id })).toHaveLength(1);
    await release();
    expect([await spansLeft(), await handoffLeft()]).toEqual([2, id]);
    expect(await unpin(fresh.db, PROJECT, { citedBy: "INC-2", kind: "handoff", id })).toHaveLength(1);
    expect(await releaseUnpinned(fresh.db, { project: PROJECT })).toBe(0);
    expect([await spansLeft(), await handoffLeft()]).toEqual([2, id]);
    await release();
    expect([await spansLeft(), await handoffLeft()]).toEqual([0, undefined]);
  });

  test("can be made again after everything was removed", async () => {
    await cite("INC-1");
    await unpin(fresh.db, PROJECT, { citedBy: "INC-1", kind: "handoff", id });
    await release();
    await cite("INC-1");
    await expire();
    expect([await spansLeft(), await handoffLeft()]).toEqual([2, id]);
  });

  test("ends by itself when its time is over", async () => {
    await cite("share-1", { reason: "share", expiresAt: new Date(Date.now() - 1000) }).catch(() => undefined);
    expect((await listPins(fresh.db, { project: PROJECT, citedBy: "share-1" })).inAll).toBe(0);
    await expire();
    await release();
    expect(await spansLeft()).toBe(0);
  });

  test("beyond the limit is refused with what is in use, and pins nothing", async () => {
    expect(await cite("INC-1", { bytesMax: 10 })).toMatchObject({ ok: false, problem: "full", message: expect.stringMatching(/SEAMSCOPE_PIN_BYTES_MAX.*unpin/) });
    expect((await listPins(fresh.db, { project: PROJECT, traceIds: [traceId] })).inAll).toBe(0);
    await expire();
    expect(await spansLeft()).toBe(0);
  });

  test("counts what several hold once", async () => {
    const before = (await readPinUse(fresh.db, { project: PROJECT }))[0];
    await cite("INC-1");
    const once = (await readPinUse(fresh.db, { project: PROJECT }))[0];
    await cite("INC-2");
    expect((await readPinUse(fresh.db, { project: PROJECT }))[0]).toEqual(once);
    expect(once?.traces).toBe((before?.traces ?? 0) + 1);
    expect(once?.bytes).toBeGreaterThan(before?.bytes ?? 0);
  });

  test("of something that is not stored says so", async () => {
    id = "nobody";
    expect(await cite("INC-1")).toMatchObject({ ok: false, problem: "missing" });
  });

  test("follows spans that come late, and a handoff that is judged anew", async () => {
    await cite("INC-1");
    await storeSpans("3".repeat(16));
    await insertHandoffs(fresh.db, [makeHandoff({ id, traceIds: [traceId], verdict: "recovered" })], { version: 2n });
    expect(await followPins(fresh.db, { project: PROJECT, lastS: 60, now: NOW })).toBeGreaterThan(0);
    await expire();
    expect(await spansLeft()).toBe(3);
    expect(await getHandoff(fresh.db, { project: PROJECT, id })).toMatchObject({ verdict: "recovered" });
  });

  test("follows a handoff into a trace that answered it later", async () => {
    await cite("INC-1");
    const other = traceId.replace("a", "b");
    await fresh.db.insert("spans", [spanToRow(makeSpan({ traceId: other, spanId: "4".repeat(16) }), PROJECT)]);
    await insertHandoffs(fresh.db, [makeHandoff({ id, traceIds: [traceId, other] })], { version: 3n });
    await followPins(fresh.db, { project: PROJECT, lastS: undefined, now: NOW });
    await expire();
    expect((await readSpans(fresh.db, { project: PROJECT, traceIds: [other] })).spans).toHaveLength(1);
    expect((await listPins(fresh.db, { project: PROJECT, traceIds: [other] })).pins).toMatchObject([{ by: "ana", note: "why" }]);
  });

  test("does not give whole evidence for one whose payloads have expired", async () => {
    const sent = { body: '{"text":"hello"}', mediaType: "application/json", hash: "00", sizeBytes: 16, tokens: null, from: "input" } as const;
    await insertHandoffs(fresh.db, [makeHandoff({ id, traceIds: [traceId], sent })], { version: 2n });
    await cite("INC-1");
    await fresh.db.run(`INSERT INTO handoffs (* EXCEPT (detail)) SELECT * EXCEPT (detail) FROM handoffs WHERE handoff_id = {id: String}`, { id });
    await fresh.db.run("OPTIMIZE TABLE handoffs FINAL");
    await cite("INC-1");
    expect(await getHandoff(fresh.db, { project: PROJECT, id })).toMatchObject({ sent: { body: sent.body }, incomplete: [] });
    await expire();
    expect(await getHandoff(fresh.db, { project: PROJECT, id })).toMatchObject({ sent: { body: sent.body }, incomplete: [] });
  });
});

test("nothing ends when nobody is named", async () => {
  await cite("INC-1");
  expect(await unpin(fresh.db, PROJECT, { citedBy: "" })).toEqual([]);
  expect(await unpin(fresh.db, PROJECT, { citedBy: "", kind: "handoff", id })).toEqual([]);
  expect((await listPins(fresh.db, { project: PROJECT, kind: "handoff", id })).inAll).toBe(1);
});
