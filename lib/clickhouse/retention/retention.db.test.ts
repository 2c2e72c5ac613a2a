import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { getHandoff } from "@/lib/queries/handoffs/get-handoff.ts";
import { getReconciliation } from "@/lib/queries/reconciliation/get-reconciliation.ts";
import { listSeams } from "@/lib/queries/seams/list-seams.ts";
import { refreshSeamsPerMinute } from "@/lib/queries/seams/refresh-seams-per-minute.ts";
import { readKeptFrom } from "@/lib/queries/storage/read-kept-from.ts";
import { ALL_TIME } from "@/lib/queries/time-window.ts";
import type { Config } from "@/lib/config/env.ts";
import type { Handoff } from "@/lib/model/handoff.ts";
import { PROJECT } from "@/lib/model/project.ts";
import { EXPIRING } from "@/lib/model/retention.ts";
import { freshDatabase, type FreshDatabase } from "@/lib/testing/fresh-database.ts";
import { bucketOf, insertHandoffs, LOST_FINDING, makeHandoff } from "@/lib/testing/handoff-rows.ts";
import { makeSpan } from "@/lib/testing/make-span.ts";
import { migrate } from "../migrate.ts";
import { spanToRow } from "../span-row.ts";
import { describeTables } from "./apply-retention.ts";
import { daysInForce } from "./lifetimes.ts";

const DAY_MS = 86_400_000;
const WAIT = { timeout: 20_000, interval: 200 };
type Days = Partial<Record<"spans" | "payloads" | "handoffs" | "rejects", number>>;

let fresh: FreshDatabase;
beforeEach(async () => {
  fresh = await freshDatabase();
});
afterEach(() => fresh.dispose());

const settings = ({ spans = 0, payloads = 0, handoffs = 0, rejects = 30 }: Days): Config => ({
  ...fresh.config, SEAMSCOPE_RETENTION_SPANS_DAYS: spans, SEAMSCOPE_RETENTION_PAYLOADS_DAYS: payloads, SEAMSCOPE_RETENTION_HANDOFFS_DAYS: handoffs, SEAMSCOPE_RETENTION_REJECTS_DAYS: rejects,
});
const keep = (days: Days): Promise<void> => migrate(settings(days));
const daysAgo = (days: number): string => new Date(Date.now() - days * DAY_MS).toISOString();
const handoffOf = (id: string, days: number): Handoff =>
  makeHandoff({ id, startedAt: daysAgo(days).replace("Z", "000000Z"), findings: [LOST_FINDING], sent: { body: '{"text":"hello"}', mediaType: "application/json", hash: "00", sizeBytes: 16, tokens: null, from: "input" } });

const spanReceived = (days: number, traceId: string): object => ({ ...spanToRow(makeSpan({ traceId }), PROJECT), received_at: daysAgo(days) });

async function storeHandoffs(...handoffs: Handoff[]): Promise<void> {
  await insertHandoffs(fresh.db, handoffs, { version: 1n });
  await refreshSeamsPerMinute(fresh.db, PROJECT, handoffs.map(bucketOf), 1n);
}

async function rowsOf(table: string): Promise<number> {
  const [row] = await fresh.db.select("test", `SELECT toUInt32(count()) AS n FROM ${table}`, {});
  return Number(Object.values(row ?? {})[0]);
}

async function lifetimes(): Promise<Record<string, number>> {
  const described = await describeTables(undefined)(fresh.db, { database: fresh.config.CLICKHOUSE_DATABASE });
  return Object.fromEntries(EXPIRING.map((one) => [`${one.table}.${one.column ?? "*"}`, daysInForce(one, described.find(({ table }) => table === one.table) ?? { table: "", createQuery: "" })]));
}

/** Each lifetime that is told anew is one of them. */
const mutations = (): Promise<unknown[]> => fresh.db.select("test", "SELECT table, command FROM system.mutations WHERE database = currentDatabase() ORDER BY ALL", {});
const changes = (): Promise<unknown[]> => fresh.db.select("test", "SELECT kind, days FROM retention_changes ORDER BY at, kind", {});

test("every kind has the lifetime its setting says, nothing is told twice, and taking a setting away takes the lifetime away", async () => {
  expect(await lifetimes()).toMatchObject({ "spans.*": 0, "handoffs.*": 0, "handoffs.detail": 0, "rejects.*": 30 });
  await keep({ spans: 14, payloads: 30, handoffs: 90, rejects: 7 });
  const applied = await lifetimes();
  expect(applied).toEqual({
    "spans.*": 14, "log_records.*": 14, "handoffs.detail": 30, "handoffs.*": 90, "handoffs_by_time.*": 90, "handoff_keys.*": 90,
    "traces.*": 90, "traces_by_time.*": 90, "correlation_keys.*": 90, "trace_keys.*": 90, "rejects.*": 7,
  });
  const noted = await changes();
  const told = await mutations();
  await keep({ spans: 14, payloads: 30, handoffs: 90, rejects: 7 });
  expect([await lifetimes(), await changes(), await mutations()]).toEqual([applied, noted, told]);
  await keep({});
  expect(await lifetimes()).toMatchObject({ "spans.*": 0, "handoffs.detail": 0, "handoffs.*": 0, "trace_keys.*": 0, "rejects.*": 30 });
});

test("spans that were stored before a retention was set expire by it, and younger ones stay", async () => {
  await fresh.db.insert("spans", [spanReceived(40, "a".repeat(32))]);
  await fresh.db.insert("spans", [spanReceived(1, "b".repeat(32))]);
  await keep({ spans: 14 });
  await vi.waitFor(async () => expect(await rowsOf("spans")).toBe(1), WAIT);
});

test("when handoffs expire their counts stay, the inbox leaves them out, and a late one does not make an old bucket smaller", async () => {
  await storeHandoffs(handoffOf("old-1", 20), handoffOf("old-2", 20), handoffOf("new", 1));
  await keep({ spans: 5, handoffs: 10 });
  for (const table of ["handoffs", "handoffs_by_time", "handoff_keys"]) await fresh.db.run(`OPTIMIZE TABLE ${table} FINAL`);
  await vi.waitFor(async () => expect([await rowsOf("handoffs"), await rowsOf("handoffs_by_time"), await rowsOf("handoff_keys WHERE key_kind = 'handoff'")]).toEqual([1, 1, 1]), WAIT);
  const all = { project: PROJECT, ...ALL_TIME };
  expect(await listSeams(fresh.db, all)).toMatchObject([{ handoffs: 3, failed: 3 }]);
  await insertHandoffs(fresh.db, [handoffOf("late", 20)], { version: 2n });
  await refreshSeamsPerMinute(fresh.db, PROJECT, [bucketOf(handoffOf("late", 20))], 2n);
  expect(await listSeams(fresh.db, all)).toMatchObject([{ handoffs: 3, failed: 3 }]);
  const inbox = await getReconciliation(fresh.db, { ...all, now: new Date() });
  expect(inbox).toMatchObject({ groups: [{ class: "lost", count: 1, examples: ["new"] }], keptFrom: expect.stringMatching(/Z$/) });
});

test("when payloads expire the handoff stays, with its verdict and findings, and says what is missing", async () => {
  await storeHandoffs(handoffOf("old", 20), handoffOf("new", 1));
  await keep({ spans: 5, payloads: 10 });
  await fresh.db.run("OPTIMIZE TABLE handoffs FINAL");
  await vi.waitFor(async () => {
    expect(await getHandoff(fresh.db, { project: PROJECT, id: "old" })).toMatchObject({ id: "old", findings: [{ class: "lost" }], sent: null, legs: [], incomplete: ["evidence: no longer kept"] });
  }, WAIT);
  expect(await getHandoff(fresh.db, { project: PROJECT, id: "new" })).toMatchObject({ sent: { body: '{"text":"hello"}' }, incomplete: [] });
});

test("data counts as whole from the latest moment that any retention there was could have cut it at", async () => {
  expect(await readKeptFrom(fresh.db)).toMatchObject({ rejects: expect.any(Number) });
  await fresh.db.insert("retention_changes", [{ kind: "spans", at: "2026-01-01T00:00:00Z", days: 10 }, { kind: "spans", at: "2026-03-01T00:00:00Z", days: 365 }, { kind: "handoffs", at: "2026-01-01T00:00:00Z", days: 30 }, { kind: "handoffs", at: "2026-02-01T00:00:00Z", days: 0 }]);
  const { spans = 0, handoffs } = await readKeptFrom(fresh.db);
  expect(handoffs).toBe(Date.parse("2026-01-02T00:00:00Z"));
  expect(spans).toBe(Math.max(Date.parse("2026-02-19T00:00:00Z"), spans));
});
