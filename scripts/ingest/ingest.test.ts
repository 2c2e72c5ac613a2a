import { execFile } from "node:child_process";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { startCollector, type Collector } from "@/collector/start-collector.ts";
import { freshDatabase, type FreshDatabase } from "@/lib/testing/fresh-database.ts";
import { makeSpan } from "@/lib/testing/make-span.ts";
import { otlpProtobuf } from "@/lib/testing/otlp-protobuf.ts";
import { untilStored } from "@/lib/testing/until-stored.ts";

let fresh: FreshDatabase;
let collector: Collector;
beforeAll(async () => {
  fresh = await freshDatabase();
  collector = await startCollector(fresh.config, () => undefined);
  await fresh.db.run("ALTER TABLE spans ADD CONSTRAINT no_poison CHECK name != 'poison'");
});
afterAll(async () => {
  await collector.stop();
  await fresh.dispose();
});

/** What the command prints, and whether it succeeds. */
async function ingest(args: string, port = collector.port): Promise<{ code: number; text: string }> {
  const env = { NODE_ENV: "test" as const, PATH: process.env["PATH"] ?? "", SEAMSCOPE_DATA_DIR: fresh.config.SEAMSCOPE_DATA_DIR, SEAMSCOPE_COLLECTOR_URL: `http://127.0.0.1:${port}` };
  return new Promise((resolve) => {
    const child = execFile(process.execPath, ["--import", "tsx", "scripts/ingest/main.ts", ...args.split(" ")], { env }, (_, stdout, stderr) => resolve({ code: child.exitCode ?? -1, text: stdout + stderr }));
  });
}

async function send(name: string, spanId: string): Promise<void> {
  const response = await fetch(`http://127.0.0.1:${collector.port}/v1/traces`, { method: "POST", headers: { "content-type": "application/x-protobuf" }, body: otlpProtobuf([makeSpan({ name, spanId })]) });
  expect(response.status).toBe(200);
}

test("what ClickHouse refuses for good is listed, shown, replayed and dropped", async () => {
  await send("good", "1".repeat(16));
  await send("poison", "2".repeat(16));
  await send("poison", "3".repeat(16));
  await untilStored(collector.port);
  await vi.waitFor(async () => expect((await ingest("status")).text).toMatch(/spans +3 +1 +0 +0 +0 +2 +0\n/), { timeout: 10_000 });
  const list = await ingest("dead-letters list");
  expect(list).toMatchObject({ code: 0, text: expect.stringContaining("no_poison") });
  const [first = "", second = ""] = list.text.match(/^spans-\S+/gm) ?? [];
  expect((await ingest(`dead-letters show ${first}`)).text).toMatch(/1 row of the table spans as Native.*\n[^]*Constraint `no_poison`/);
  await fresh.db.run("ALTER TABLE spans DROP CONSTRAINT no_poison");
  expect(await ingest(`dead-letters replay ${first}`)).toEqual({ code: 0, text: "Put back into the spool: 1 dead letter. What the database still refuses becomes a dead letter again.\n" });
  expect(await ingest(`dead-letters drop ${second}`)).toMatchObject({ code: 0 });
  await untilStored(collector.port);
  expect((await ingest("status")).text).toMatch(/spans +3 +2 +0 +0 +0 +1 +0\n/);
  expect(await ingest("dead-letters list")).toMatchObject({ text: expect.stringContaining("There are no dead letters") });
  expect(await fresh.db.select("test", "SELECT name FROM spans FINAL ORDER BY name", {})).toEqual([{ name: "good" }, { name: "poison" }]);
}, 60_000);

test("it says so when there is no collector, no such dead letter, or no such command", async () => {
  expect(await ingest("status", 9)).toEqual({ code: 1, text: expect.stringMatching(/^No collector answers at http:\/\/127\.0\.0\.1:9\/healthz .*npm start/) });
  expect(await ingest("dead-letters show ../../etc/passwd")).toEqual({ code: 1, text: expect.stringContaining("There is no dead letter") });
  expect(await ingest("dead-letters replay spans-00000000-1")).toMatchObject({ code: 1 });
  expect(await ingest("stat")).toEqual({ code: 1, text: expect.stringContaining("npm run ingest -- status") });
}, 60_000);
