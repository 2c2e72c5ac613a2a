import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { afterEach, beforeEach, expect, inject, test } from "vitest";
import { type FaultProxy, startFaultProxy } from "@/lib/testing/fault-proxy.ts";
import { freshDatabase, type FreshDatabase } from "@/lib/testing/fresh-database.ts";
import { keepSending } from "@/lib/testing/oracle/keep-sending.ts";
import { NO_BREACHES, Oracle } from "@/lib/testing/oracle/oracle.ts";
import { startCollector, type Collector } from "./start-collector.ts";

declare module "vitest" {
  export interface ProvidedContext {
    outageS: number;
  }
}

/** How long the database is away; ten minutes by `SEAMSCOPE_OUTAGE_S=600 npx vitest run collector/outlives`. */
const OUTAGE_S = inject("outageS");
const CATCH_UP_WITHIN_MS = 60_000 + OUTAGE_S * 1000;
const TEST_WITHIN_MS = 120_000 + 4 * OUTAGE_S * 1000;

let fresh: FreshDatabase;
let proxy: FaultProxy;
let dataDir: string;
let collector: Collector;
beforeEach(async () => {
  fresh = await freshDatabase();
  proxy = await startFaultProxy(fresh.config.CLICKHOUSE_URL ?? "");
  dataDir = mkdtempSync(join(tmpdir(), "seamscope-outlives-"));
  collector = await start();
});
afterEach(async () => {
  proxy.weather = "fair";
  await collector.stop();
  await proxy.close();
  await fresh.dispose();
  rmSync(dataDir, { recursive: true, force: true });
}, TEST_WITHIN_MS);

const start = (): Promise<Collector> =>
  startCollector({ ...fresh.config, CLICKHOUSE_URL: proxy.url, SEAMSCOPE_DATA_DIR: dataDir, SEAMSCOPE_OTLP_HTTP_PORT: 0, SEAMSCOPE_OTLP_GRPC_PORT: 0 }, () => undefined);

const send = (oracle: Oracle) => keepSending({ oracle, url: () => `http://127.0.0.1:${collector.port}`, connections: 4, everyMs: 20 });

/** Waits until all that was acknowledged is in the table, and says what is wrong with it. */
async function settled(oracle: Oracle): Promise<unknown> {
  await expect.poll(async () => (await oracle.compare(fresh.db)).missing.length, { timeout: CATCH_UP_WITHIN_MS, interval: 500 }).toBe(0);
  return oracle.compare(fresh.db);
}

test.each(["down", "hung", "slow"] as const)("while the database is %s every request is taken, and afterwards everything is stored once and unaltered", async (weather) => {
  const oracle = new Oracle();
  const sending = send(oracle);
  await sleep(1000);
  proxy.weather = weather;
  const before = oracle.counts.acknowledged;
  await sleep(OUTAGE_S * 1000);
  const during = oracle.counts.acknowledged - before;
  proxy.weather = "fair";
  await sleep(1000);
  await sending.stop();
  expect([...sending.statuses.keys()]).toEqual([200]);
  expect(during).toBeGreaterThan(100);
  expect(await settled(oracle)).toEqual(NO_BREACHES);
}, TEST_WITHIN_MS);

test("a collector that ends while the database is down starts again without it, takes requests, and stores both lots once it is there", async () => {
  const oracle = new Oracle();
  const sending = send(oracle);
  proxy.weather = "down";
  await sleep(1000);
  await collector.stop();
  const promisedBefore = oracle.counts.acknowledged;
  collector = await start();
  await expect.poll(() => oracle.counts.acknowledged, { timeout: 10_000 }).toBeGreaterThan(promisedBefore);
  proxy.weather = "fair";
  await sending.stop();
  expect(promisedBefore).toBeGreaterThan(0);
  expect(await settled(oracle)).toEqual(NO_BREACHES);
}, TEST_WITHIN_MS);

test("answers that are lost on the way back from the database store nothing twice", async () => {
  const oracle = new Oracle();
  const sending = send(oracle);
  for (let lost = 0; lost < 10; lost += 1) {
    proxy.fates.push("answer lost", "undelivered", "pass");
    await sleep(300);
  }
  await sending.stop();
  expect(await settled(oracle)).toEqual(NO_BREACHES);
  const [rows] = await fresh.db.select("test", "SELECT toUInt32(count()) AS n, toUInt32(uniqExact(trace_id, span_id)) AS ids FROM spans", {});
  expect(rows).toEqual({ n: oracle.counts.acknowledged, ids: oracle.counts.acknowledged });
}, TEST_WITHIN_MS);
