import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { z } from "zod";
import { type Analyser, startAnalyser } from "@/collector/analyse/analyse.ts";
import type { Database } from "@/lib/clickhouse/open-database.ts";
import { spanToRow } from "@/lib/clickhouse/span-row.ts";
import { attributesOf } from "@/lib/model/attributes.ts";
import type { Span } from "@/lib/model/span.ts";
import { listHandoffs } from "@/lib/queries/handoffs/list-handoffs.ts";
import { listSeams } from "@/lib/queries/seams/list-seams.ts";
import { type FreshDatabase, freshDatabase } from "@/lib/testing/fresh-database.ts";
import { makeSpan } from "@/lib/testing/make-span.ts";
import { type CollectorShare, joinCollectors } from "./join-collectors.ts";

const PROJECT = "default";
const WAIT = { timeout: 20_000, interval: 100 };
const TIMING = { beatMs: 100, deadAfterMs: 4000, listenMs: 50 };
const QUIET_MS = 1000;
const ALL_TIME = { from: new Date(0), to: new Date("2100-01-01") };
const FIVE_MINUTES_MS = 300_000;

let fresh: FreshDatabase;
let running: Collector[] = [];
const lines: string[] = [];
beforeEach(async () => {
  fresh = await freshDatabase();
});
afterEach(async () => {
  vi.restoreAllMocks();
  for (const { stop } of running) await stop();
  [running, lines.length] = [[], 0];
  await fresh.dispose();
});

const TraceRow = z.object({ trace_id: z.string() });

interface Collector {
  analyser: Analyser;
  share: CollectorShare;
  /** The traces whose analysis it has written. */
  analysed: ReadonlySet<string>;
  /** Cuts it off from the database for ever, as a kill would. */
  kill: () => void;
  stop: () => Promise<void>;
}

async function startCollector(collector: string, deadlineMs = 900_000): Promise<Collector> {
  let isDead = false;
  const analysed = new Set<string>();
  const alive = <Result>(call: () => Promise<Result>): Promise<Result> => (isDead ? Promise.reject(new Error("killed")) : call());
  const db: Database = {
    ...fresh.db,
    select: (...asked) => alive(() => fresh.db.select(...asked)),
    selectUpTo: (...asked) => alive(() => fresh.db.selectUpTo(...asked)),
    insert: (table, rows, ...options) => alive(() => {
      if (table === "traces") for (const row of rows) analysed.add(TraceRow.parse(row).trace_id);
      return fresh.db.insert(table, rows, ...options);
    }),
    run: (...statement) => alive(() => fresh.db.run(...statement)),
    ping: () => alive(() => fresh.db.ping()),
  };
  const log = (line: string): void => void lines.push(`${collector}: ${line}`);
  const share = await joinCollectors({ db, project: PROJECT, collector, log, timing: TIMING });
  const analyser = startAnalyser({ db, project: PROJECT, config: { SEAMSCOPE_QUIET_MS: QUIET_MS, SEAMSCOPE_DEADLINE_MS: deadlineMs }, log, share });
  const started = {
    analyser,
    share,
    analysed,
    kill: () => {
      isDead = true;
    },
    stop: async () => {
      await analyser.stop();
      await share.leave();
    },
  };
  running.push(started);
  return started;
}

/** As many collectors, each of which knows of the others. */
async function startCollectors(...names: string[]): Promise<Collector[]> {
  const started: Collector[] = [];
  for (const name of names) started.push(await startCollector(name));
  await vi.waitFor(() => expect(started.every(({ share }) => share.isShared())).toBe(true), WAIT);
  // Each then looks for what nobody has analysed.
  await new Promise((resolve) => setTimeout(resolve, 1500));
  return started;
}

const idOf = (at: number, side: string): string => `${side}${at.toString(16)}`.padStart(32, side);
const now = (): bigint => BigInt(Math.trunc(performance.timeOrigin + performance.now())) * 1_000_000n;

const sent = (at: number, traceId = idOf(at, "a")): Span => makeSpan({
  traceId, spanId: at.toString(16).padStart(16, "1"), name: "handoff executor", kind: "producer", startUnixNano: now() - 2_000_000n, endUnixNano: now() - 1_000_000n,
  attributes: attributesOf([["handoff.id", `h${at}`], ["gen_ai.agent.name", "creator"], ["handoff.target.agent.name", "executor"]]),
});
const received = (at: number, traceId = idOf(at, "b")): Span => makeSpan({
  traceId, spanId: at.toString(16).padStart(16, "2"), name: "execute", kind: "consumer", startUnixNano: now(), endUnixNano: now() + 1_000_000n,
  attributes: attributesOf([["handoff.id", `h${at}`], ["gen_ai.agent.name", "executor"], ["handoff.source.agent.name", "creator"]]),
});

/** Stores spans as the collector would that took them in. */
async function take({ analyser }: Collector, spans: readonly Span[]): Promise<void> {
  await fresh.db.insert("spans", spans.map((span) => spanToRow(span, PROJECT)));
  analyser.grew(new Set(spans.map((span) => span.traceId)));
}

const COUNT = 60;
const numbers = Array.from({ length: COUNT }, (_, at) => at);

async function verdicts(): Promise<Record<string, number>> {
  const { handoffs } = await listHandoffs(fresh.db, { project: PROJECT, candidates: true, limit: 500 });
  const counts: Record<string, number> = {};
  for (const { verdict } of handoffs) counts[verdict] = (counts[verdict] ?? 0) + 1;
  return counts;
}

const seamTotals = async (): Promise<number[]> => (await listSeams(fresh.db, { project: PROJECT, ...ALL_TIME })).map((seam) => seam.handoffs);

test("two collectors share the traces out: each is analysed by one of them, whoever stored its spans", async () => {
  const [one, two] = await startCollectors("one", "two");
  if (one === undefined || two === undefined) throw new Error("two collectors were started");
  await take(one, numbers.filter((at) => at % 2 === 0).map((at) => sent(at)));
  await take(two, numbers.filter((at) => at % 2 !== 0).map((at) => sent(at)));
  await take(one, numbers.filter((at) => at % 3 === 0).map((at) => received(at, idOf(at, "a"))));
  await take(two, numbers.filter((at) => at % 3 !== 0).map((at) => received(at, idOf(at, "a"))));
  await vi.waitFor(async () => expect(await verdicts()).toEqual({ delivered: COUNT }), WAIT);
  await vi.waitFor(() => expect(one.analysed.size + two.analysed.size).toBe(COUNT), WAIT);
  expect([...one.analysed].filter((traceId) => two.analysed.has(traceId))).toEqual([]);
  expect(Math.min(one.analysed.size, two.analysed.size)).toBeGreaterThan(COUNT / 6);
  expect(await seamTotals()).toEqual([COUNT]);
}, 60_000);

test("when a collector is killed another one takes over what it owed", async () => {
  const [one, two] = await startCollectors("one", "two");
  if (one === undefined || two === undefined) throw new Error("two collectors were started");
  await take(two, numbers.map((at) => sent(at)));
  two.kill();
  await vi.waitFor(async () => expect(await verdicts()).toEqual({ pending: COUNT }), WAIT);
  expect(one.share.isShared()).toBe(false);
  expect(one.share.isLeader()).toBe(true);
  await take(one, numbers.map((at) => received(at)));
  await vi.waitFor(async () => expect(await verdicts()).toEqual({ delivered: COUNT }), WAIT);
  expect(await seamTotals()).toEqual([COUNT]);
}, 60_000);

test("a handoff whose two sides came to two collectors is one handoff, judged in one place and counted once", async () => {
  const [one, two] = await startCollectors("one", "two");
  if (one === undefined || two === undefined) throw new Error("two collectors were started");
  await Promise.all([take(one, numbers.map((at) => sent(at))), take(two, numbers.map((at) => received(at)))]);
  await vi.waitFor(async () => expect(await verdicts()).toEqual({ delivered: COUNT }), WAIT);
  await vi.waitFor(() => expect(one.analysed.size + two.analysed.size).toBe(2 * COUNT), WAIT);
  expect(numbers.filter((at) => one.analysed.has(idOf(at, "a")) !== one.analysed.has(idOf(at, "b")))).toEqual([]);
  await vi.waitFor(async () => expect(await seamTotals()).toEqual([COUNT]), WAIT);
  const counted = "SELECT toUInt32(handoffs) AS handoffs, toUInt32(count()) AS traces FROM traces FINAL WHERE project = {project: String} GROUP BY handoffs";
  await vi.waitFor(async () => expect(await fresh.db.select("test", counted, { project: PROJECT })).toEqual([{ handoffs: 1, traces: 2 * COUNT }]), WAIT);
}, 60_000);

test("clocks of hosts that are five minutes off change nothing: the database's clock says what is late and what is newer", async () => {
  const real = Date.now;
  let calls = 0;
  vi.spyOn(Date, "now").mockImplementation(() => real() + ((calls += 1) % 2 === 0 ? FIVE_MINUTES_MS : -FIVE_MINUTES_MS));
  const [one, two] = [await startCollector("one", 120_000), await startCollector("two", 120_000)];
  await vi.waitFor(() => expect(one.share.isShared()).toBe(true), WAIT);
  await take(one, numbers.map((at) => sent(at)));
  await vi.waitFor(async () => expect(await verdicts()).toEqual({ pending: COUNT }), WAIT);
  await take(two, numbers.map((at) => received(at)));
  await vi.waitFor(async () => expect(await verdicts()).toEqual({ delivered: COUNT }), WAIT);
  const [ahead] = await fresh.db.select("test", "SELECT countIf(version > toUnixTimestamp64Nano(now64(9))) AS ahead, countIf(version < toUnixTimestamp64Nano(now64(9)) - 60000000000) AS behind FROM handoffs", {});
  expect(ahead).toEqual({ ahead: "0", behind: "0" });
}, 60_000);

test("a collector that joins late takes its share, and what stands stays right as it grows", async () => {
  const one = await startCollector("one");
  await take(one, numbers.map((at) => sent(at)));
  await vi.waitFor(async () => expect(await verdicts()).toEqual({ pending: COUNT }), WAIT);
  expect(one.share.isShared()).toBe(false);
  const two = await startCollector("two");
  await take(two, numbers.map((at) => received(at, idOf(at, "a"))));
  await vi.waitFor(async () => expect(await verdicts()).toEqual({ delivered: COUNT }), WAIT);
  await vi.waitFor(() => expect(two.analyser.counts.analysed).toBeGreaterThan(COUNT / 6), WAIT);
  await vi.waitFor(() => expect(one.analyser.counts.analysed).toBeGreaterThan(COUNT), WAIT);
  expect(await seamTotals()).toEqual([COUNT]);
}, 60_000);

test("a collector that is stopped says so, and the other one does not wait for its silence", async () => {
  const [one, two] = await startCollectors("one", "two");
  const leftAt = performance.now();
  await running.pop()?.stop();
  await vi.waitFor(() => expect(one?.share.isShared()).toBe(false), { timeout: TIMING.deadAfterMs, interval: 20 });
  expect(two).toBeDefined();
  expect(performance.now() - leftAt).toBeLessThan(TIMING.deadAfterMs);
}, 60_000);
