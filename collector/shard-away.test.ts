import { setTimeout as delay } from "node:timers/promises";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import type { Database } from "@/lib/clickhouse/open-database.ts";
import type { Span } from "@/lib/model/span.ts";
import { PROJECT } from "@/lib/model/project.ts";
import { listHandoffs } from "@/lib/queries/handoffs/list-handoffs.ts";
import { drawTrace } from "@/lib/testing/draw-trace.ts";
import { otlpJson } from "@/lib/testing/otlp-json.ts";
import { startCluster, type TestCluster } from "@/lib/testing/start-cluster.ts";
import { type Collector, startCollector } from "./start-collector.ts";

let cluster: TestCluster;
let collector: Collector;
const lines: string[] = [];

beforeAll(async () => {
  cluster = await startCluster();
  collector = await startCollector({ ...cluster.config, SEAMSCOPE_OTLP_HTTP_PORT: 0, SEAMSCOPE_OTLP_GRPC_PORT: 0, SEAMSCOPE_QUIET_MS: 200 }, (line) => lines.push(line));
});
afterAll(async () => {
  await collector.stop();
  await cluster.stop();
});

let handoffs = 0;

/** A handoff between two agents, in a trace of its own. */
function drawHandoff(): Span[] {
  handoffs += 1;
  const traceId = handoffs.toString(16).padStart(32, "0");
  const spans = drawTrace(`
    writer      |==   |  producer  handoff.id=h${handoffs}  handoff.target.agent.name=publisher
    publisher   |  == |  consumer  handoff.id=h${handoffs}`);
  return spans.map((span) => ({ ...span, traceId }));
}

/** Sends as an exporter does: again and again until it is told that the request was taken. */
async function send(requests: number): Promise<void> {
  const bodies = Array.from({ length: requests }, () => JSON.stringify(otlpJson([...drawHandoff(), ...drawHandoff()])));
  await Promise.all(bodies.map(async (body) => {
    for (let taken = false; !taken; ) {
      const response = await fetch(`http://127.0.0.1:${collector.port}/v1/traces`, { method: "POST", body, headers: { "content-type": "application/json" } });
      await response.arrayBuffer();
      taken = response.status === 200;
      if (!taken) await delay(500);
    }
  }));
}

async function count(db: Database, from: string): Promise<number> {
  const [row] = await db.select("test", `SELECT toUInt32(count()) AS n FROM ${from}`, {});
  return Number(Object.values(row ?? {})[0]);
}

/** Every span that was sent is there once, whether copies have merged or not, and every handoff was found in them. */
const allArrived = async (): Promise<void> =>
  vi.waitFor(async () => {
    expect(await count(cluster.db, "spans FINAL")).toBe(2 * handoffs);
    const { handoffs: found } = await listHandoffs(cluster.db, { project: PROJECT, limit: 500 });
    expect(new Map(found.map((one) => [one.id, one.verdict]))).toEqual(new Map(Array.from({ length: handoffs }, (_, n) => [`h${n + 1}`, "delivered"])));
    expect(found).toHaveLength(handoffs);
  }, { timeout: 60_000, interval: 250 });

test("what comes while a shard is away is taken, and stored and analysed once when it is back", async () => {
  await send(20);
  await allArrived();
  await cluster.second.kill();
  const sending = send(20);
  await delay(2000);
  await expect(listHandoffs(cluster.db, { project: PROJECT, limit: 500 })).rejects.toThrow("A shard of the cluster pair does not answer");
  await cluster.second.revive();
  await sending;
  await allArrived();
  for (const { db } of [cluster.first, cluster.second]) expect(await count(db, "handoffs_local FINAL")).toBeGreaterThan(handoffs / 4);
  expect(lines.filter((line) => line.startsWith("Gave up"))).toEqual([]);
}, 120_000);

test("a shard that dies while rows are under way loses none of them, time after time", async () => {
  for (let round = 0; round < 3; round += 1) {
    const sending = send(15);
    await delay(60 * round);
    await cluster.second.kill();
    await cluster.second.revive();
    await sending;
  }
  await allArrived();
  expect(lines.filter((line) => line.includes("for good"))).toEqual([]);
}, 120_000);
