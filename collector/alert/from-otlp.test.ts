import { spawn, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { saveRule } from "@/lib/commands/alerts/save-rule.ts";
import { AlertRuleDraft } from "@/lib/model/alert-rule.ts";
import { PROJECT } from "@/lib/model/project.ts";
import { freshDatabase, type FreshDatabase } from "@/lib/testing/fresh-database.ts";
import { makeSpan } from "@/lib/testing/make-span.ts";
import { otlpProtobuf } from "@/lib/testing/otlp-protobuf.ts";
import { freePort } from "@/scripts/engine/free-port.ts";

const EVERY_MS = 5000;
const PROCESSING_MS = 5000;
let fresh: FreshDatabase;
let dataDir: string;
let port: number;
let child: ChildProcess | undefined;
beforeEach(async () => {
  fresh = await freshDatabase();
  dataDir = mkdtempSync(join(tmpdir(), "seamscope-alerts-"));
  port = await freePort();
  const draft = AlertRuleDraft.parse({ name: "too many fail", metric: "failure_rate", above: 0.2, window: "5m", every: "5s", minVolume: 3, target: "executor" });
  await saveRule(fresh.db, { project: PROJECT, draft });
});
afterEach(async () => {
  await kill();
  await fresh.dispose();
  rmSync(dataDir, { recursive: true, force: true });
});

/** Starts the collector as a process of its own on the same data directory and database. */
async function start(): Promise<void> {
  const { CLICKHOUSE_URL = "", CLICKHOUSE_USER, CLICKHOUSE_PASSWORD, CLICKHOUSE_DATABASE } = fresh.config;
  child = spawn(process.execPath, ["--import", "tsx", "collector/main.ts"], {
    env: {
      NODE_ENV: "test", CLICKHOUSE_URL, CLICKHOUSE_USER, CLICKHOUSE_PASSWORD, CLICKHOUSE_DATABASE,
      SEAMSCOPE_DATA_DIR: dataDir, SEAMSCOPE_OTLP_HTTP_PORT: String(port), SEAMSCOPE_OTLP_GRPC_PORT: String(await freePort()), SEAMSCOPE_QUIET_MS: "200", SEAMSCOPE_DEADLINE_MS: "1000",
    },
  });
  let output = "";
  for (const stream of [child.stdout, child.stderr]) stream?.on("data", (data: Buffer) => (output += data.toString()));
  await vi.waitFor(() => expect(output).toContain("takes OTLP/HTTP"), { timeout: 60_000 });
}

async function kill(): Promise<void> {
  if (child === undefined || child.exitCode !== null || child.signalCode !== null) return;
  const ended = once(child, "exit");
  child.kill("SIGKILL");
  await ended;
}

/** Sends handoffs to the executor, received or never to be. */
async function send(first: number, count: number, isReceived: boolean): Promise<void> {
  const nowNano = BigInt(Date.now()) * 1_000_000n;
  const spans = Array.from({ length: count }, (_, index) => {
    const id = (first + index).toString(16);
    const common = { traceId: id.padStart(32, "0"), startedAtUnixNano: nowNano, endedAtUnixNano: nowNano + 1_000_000n };
    const handoff = { "handoff.id": `h${id}` };
    const sent = makeSpan({ ...common, spanId: "1".padStart(16, "0"), kind: "producer", attributes: { ...handoff, "gen_ai.agent.name": "creator", "handoff.target.agent.name": "executor", "handoff.sent.payload": '{"n":1}' } });
    const received = makeSpan({ ...common, spanId: "2".padStart(16, "0"), kind: "consumer", attributes: { ...handoff, "gen_ai.agent.name": "executor", "handoff.received.payload": '{"n":1}' } });
    return isReceived ? [sent, received] : [sent];
  }).flat();
  const response = await fetch(`http://127.0.0.1:${port}/v1/traces`, { method: "POST", body: otlpProtobuf(spans), headers: { "content-type": "application/x-protobuf" } });
  expect(response.status).toBe(200);
}

const told = async (): Promise<string[]> =>
  (await fresh.db.select("test", "SELECT concat(event, ' ', firing_id) AS told FROM alert_transitions WHERE event != '' AND JSONExtractString(message, 'rule', 'name') = 'too many fail' ORDER BY at, written_at", {})).map((row) => String(Reflect.get(Object(row), "told")));

const pinned = () => fresh.db.select("test", "SELECT DISTINCT kind, reason, concat('open ', cited_by) AS told FROM pins WHERE action = 'pin'", {});

const untilTold = (events: RegExp, withinMs: number) => vi.waitFor(async () => expect((await told()).join(", ")).toMatch(events), { timeout: withinMs, interval: 100 });
const OPEN = /^open (\w+)$/;
const BOTH = /^open (\w+), resolve \1$/;

test("a failure rate that crosses its rule in OTLP is to be told within an interval and five seconds, once, and that it is well again, once", async () => {
  await start();
  // Sent and not received: lost a second later, and that is when the rule is crossed.
  await send(1, 5, false);
  await untilTold(OPEN, 1000 + EVERY_MS + PROCESSING_MS + 5000);
  await vi.waitFor(async () => expect(await pinned()).toContainEqual({ kind: "handoff", reason: "alert", told: (await told())[0] }), { timeout: 60_000 });
  await send(100, 100, true);
  await untilTold(BOTH, EVERY_MS + PROCESSING_MS + 5000);
  expect(await told()).toHaveLength(2);
}, 240_000);

test("killed again and again between, nothing is lost and nothing is told twice", async () => {
  await start();
  await send(1, 5, false);
  for (const afterMs of [300, 1500, 2600]) {
    await new Promise((resolve) => setTimeout(resolve, afterMs));
    await kill();
    await start();
  }
  await untilTold(OPEN, 60_000);
  await kill();
  await start();
  await send(100, 100, true);
  for (const afterMs of [400, 2000]) {
    await new Promise((resolve) => setTimeout(resolve, afterMs));
    await kill();
    await start();
  }
  await untilTold(BOTH, 60_000);
  expect(await told()).toHaveLength(2);
}, 240_000);
