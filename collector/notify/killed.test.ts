import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { afterAll, beforeAll, expect, test } from "vitest";
import { saveChannel } from "@/lib/commands/alerts/save-channel.ts";
import { ChannelDraft } from "@/lib/model/alert-channel.ts";
import { PROJECT } from "@/lib/model/project.ts";
import { readOutboundPolicy } from "@/lib/outbound/policy.ts";
import { openSecrets } from "@/lib/secrets/secrets.ts";
import { freshDatabase, type FreshDatabase } from "@/lib/testing/fresh-database.ts";
import { type CollectorProcess, runCollector } from "@/lib/testing/run-collector.ts";
import { startAlertReceiver } from "@/lib/testing/start-alert-receiver.ts";
import { insertTold } from "@/lib/testing/told-rows.ts";

const KILLS = 3;
const FIRINGS_A_ROUND = 6;

let fresh: FreshDatabase;
let dataDir: string;
beforeAll(async () => {
  fresh = await freshDatabase();
  dataDir = mkdtempSync(join(tmpdir(), "seamscope-killed-"));
});
afterAll(async () => {
  await fresh.dispose();
  rmSync(dataDir, { recursive: true, force: true });
});

/** A collector that goes on where the one before was killed: the same directory, the same key. */
function start(): Promise<CollectorProcess> {
  const { CLICKHOUSE_URL = "", CLICKHOUSE_USER, CLICKHOUSE_PASSWORD, CLICKHOUSE_DATABASE } = fresh.config;
  return runCollector({ CLICKHOUSE_URL, CLICKHOUSE_USER, CLICKHOUSE_PASSWORD, CLICKHOUSE_DATABASE, SEAMSCOPE_DATA_DIR: dataDir });
}

test("a collector that is killed at any moment between opening and delivery loses no alert and makes no second one of it: every key arrives, and no other", async () => {
  const receiver = await startAlertReceiver((response) => setTimeout(() => response.writeHead(200).end(), Math.random() * 60));
  const parts = { db: fresh.db, project: PROJECT, secrets: openSecrets({ ...fresh.config, SEAMSCOPE_DATA_DIR: dataDir }), policy: readOutboundPolicy(fresh.config) };
  expect(await saveChannel(parts, ChannelDraft.parse({ name: "c", type: "webhook", url: receiver.url }))).toMatchObject({ ok: true });
  const expected: string[] = [];
  const tell = async (round: number): Promise<void> => {
    const firings = Array.from({ length: FIRINGS_A_ROUND }, (_, index) => `f${round}-${index}`);
    await insertTold(fresh.db, firings.map((firingId) => ({ firingId, event: "open", channels: ["c"] })));
    await sleep(Math.random() * 800);
    await insertTold(fresh.db, firings.map((firingId) => ({ firingId, event: "resolve", channels: ["c"] })));
    expected.push(...firings.flatMap((firing) => [`${firing}:open:c`, `${firing}:resolve:c`]));
  };
  for (let round = 0; round < KILLS; round += 1) {
    const collector = await start();
    await tell(round);
    await sleep(Math.random() * 800);
    process.kill(collector.pid, "SIGKILL");
    await expect.poll(() => collector.isAlive(), { timeout: 10_000 }).toBe(false);
  }
  const last = await start();
  await tell(KILLS);
  await expect.poll(() => new Set(receiver.taken).size, { timeout: 60_000 }).toBe(expected.length);
  await expect.poll(async () => fresh.db.select("test", "SELECT key FROM alert_deliveries WHERE outcome = 'delivered' GROUP BY key", {}).then((rows) => rows.length), { timeout: 20_000 }).toBe(expected.length);
  await last.stop();
  expect([...new Set(receiver.received.map(({ key }) => key))].toSorted()).toEqual(expected.toSorted());
  // An end is never told before its beginning was.
  for (const key of expected.filter((one) => one.includes(":resolve:"))) expect(receiver.taken.indexOf(key)).toBeGreaterThan(receiver.taken.indexOf(key.replace(":resolve:", ":open:")));
  await receiver.close();
}, 180_000);
