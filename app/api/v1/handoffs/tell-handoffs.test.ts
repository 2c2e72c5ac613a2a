import { once } from "node:events";
import { createServer } from "node:http";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { startCollector, type Collector } from "@/collector/start-collector.ts";
import { EnvelopesTaken } from "@/lib/api/envelope-endpoints.ts";
import type { Database } from "@/lib/clickhouse/open-database.ts";
import type { Handoff } from "@/lib/model/handoff.ts";
import { PROJECT } from "@/lib/model/project.ts";
import { getHandoff } from "@/lib/queries/handoffs/get-handoff.ts";
import { getTrace } from "@/lib/queries/traces/get-trace.ts";
import { startFaultProxy, type FaultProxy } from "@/lib/testing/fault-proxy.ts";
import { freshDatabase, type FreshDatabase } from "@/lib/testing/fresh-database.ts";
import { POST } from "./route.ts";

const current: { db?: Database } = {};
vi.mock("@/app/database.ts", () => ({ database: async () => current.db }));

let fresh: FreshDatabase;
let proxy: FaultProxy;
let collector: Collector;
beforeAll(async () => {
  fresh = await freshDatabase();
  current.db = fresh.db;
  proxy = await startFaultProxy(fresh.config.CLICKHOUSE_URL ?? "");
  collector = await startCollector({ ...fresh.config, CLICKHOUSE_URL: proxy.url, SEAMSCOPE_OTLP_HTTP_PORT: 0, SEAMSCOPE_QUIET_MS: 50 }, () => undefined);
  vi.stubEnv("SEAMSCOPE_COLLECTOR_URL", `http://127.0.0.1:${collector.port}`);
});
afterAll(async () => {
  await collector.stop();
  await proxy.close();
  await fresh.dispose();
});

function post(body: unknown, headers: Record<string, string> = { "content-type": "application/json" }): Promise<Response> {
  return POST(new Request("http://127.0.0.1:3000/api/v1/handoffs", { method: "POST", body: JSON.stringify(body), headers }), { params: Promise.resolve(undefined) });
}
async function tell(body: unknown): Promise<EnvelopesTaken["handoffs"]> {
  const response = await post(body);
  expect(response.status).toBe(200);
  return EnvelopesTaken.parse(await response.json()).handoffs;
}

/** The handoff as soon as it is what `holds` says. */
async function handoffWhen(id: string, holds: (handoff: Handoff) => boolean): Promise<Handoff> {
  return vi.waitFor(async () => {
    const handoff = await getHandoff(fresh.db, { project: PROJECT, id });
    if (handoff === undefined || !holds(handoff)) throw new Error(`not yet: ${JSON.stringify(handoff?.legs)}`);
    return handoff;
  }, { timeout: 20_000, interval: 50 });
}
const rowsOf = async (sql: string, params = {}): Promise<unknown> => Object.values(Object((await fresh.db.select("test", sql, params))[0]))[0];

const SEED = { source: "planner", target: "worker", payload: { subtasks: [{ id: "1", description: "sum" }] }, trace_id: "run-17", confidence: 0.3, warnings: ["output truncated from 2048 to 1024 tokens"] };

test("an envelope is a handoff with its confidence and warnings, and one that is posted twice is one", async () => {
  const [first] = await tell(SEED);
  const [again] = await tell(SEED);
  expect(again).toEqual(first);
  expect(first).toMatchObject({ event: "handoff.requested", page: `/h/${first?.id}` });
  const handoff = await handoffWhen(first?.id ?? "", () => true);
  expect(handoff).toMatchObject({
    verdict: "pending", source: { name: "planner" }, target: { name: "worker" }, correlationId: "run-17", claimedConfidence: 0.3,
    warnings: ["output truncated from 2048 to 1024 tokens"], sent: { body: '{"subtasks":[{"id":"1","description":"sum"}]}' },
  });
  expect(handoff.legs.map((leg) => leg.kind)).toEqual(["sent"]);
  expect(await rowsOf("SELECT toUInt32(uniqExact(span_id)) FROM spans WHERE trace_id = {traceId: String}", { traceId: first?.traceId })).toBe(1);
});

test("the receiver tells its side under the same id, and what it lacks is found", async () => {
  const [sent] = await tell({ ...SEED, trace_id: "run-18", payload: { text: "hello", tags: ["a"] } });
  await tell({ source: "planner", target: "worker", id: sent?.id, trace_id: "run-18", state: "received", payload: { text: "hello" } });
  await tell({ source: "planner", target: "worker", id: sent?.id, trace_id: "run-18", state: "completed" });
  const handoff = await handoffWhen(sent?.id ?? "", ({ legs }) => legs.length === 3);
  expect(handoff).toMatchObject({ verdict: "delivered", findings: [{ class: "context_loss", pointer: "/tags/0" }], received: { body: '{"text":"hello"}' } });
  expect(handoff.legs.map((leg) => `${leg.kind} ${leg.agent}`)).toEqual(["sent planner", "received worker", "completed worker"]);
  expect(await getTrace(fresh.db, { project: PROJECT, traceId: sent?.traceId ?? "" })).toMatchObject({ name: "handoff.requested", spans: 3, flaws: { moreRoots: 0 } });
});

test("a list of envelopes is one request: a gate, a refusal, a failure", async () => {
  const about = { source: "creator", target: "executor", payload: { draft: "hello" } };
  const at = Date.now() - 5000;
  await tell([
    { ...about, id: "gated", gate: "approval", at }, { ...about, id: "gated", state: "approved", gate: { approver: "maria" }, at: at + 1 }, { ...about, id: "gated", state: "received", at: at + 2 },
    { ...about, id: "refused", at }, { ...about, id: "refused", state: "rejected", reason: "no draft text found", at: at + 1 },
    { ...about, id: "failed", at }, { ...about, id: "failed", state: "failed", errors: ["TimeoutError"], at: at + 1 },
  ]);
  expect((await handoffWhen("gated", ({ legs }) => legs.length === 3)).legs.map((leg) => `${leg.kind}: ${leg.claim}`)).toEqual(["sent: creator handed over to executor", "gate_decided: approved by maria", "received: executor received it from creator"]);
  expect(await handoffWhen("gated", () => true)).toMatchObject({ verdict: "delivered", findings: [] });
  expect((await handoffWhen("refused", ({ verdict }) => verdict === "rejected")).legs.at(-1)?.claim).toBe("no draft text found");
  expect(await handoffWhen("failed", ({ verdict }) => verdict === "delivered")).toMatchObject({ legs: [{ kind: "sent" }, { kind: "received" }] });
});

test("what is wrong is told by field, and nothing of the request is taken", async () => {
  const before = await rowsOf("SELECT toUInt32(count()) FROM spans");
  const response = await post([SEED, { ...SEED, trace_id: "never", confidence: 30 }]);
  expect([response.status, await response.json()]).toEqual([400, { error: { code: "bad_request", field: "[1].confidence", message: "[1].confidence: expected a number from 0 to 1" } }]);
  expect(await rowsOf("SELECT toUInt32(count()) FROM spans")).toBe(before);
});

test("a page of another site may not tell handoffs, nor may a form", async () => {
  expect((await post(SEED, { "content-type": "application/json", origin: "https://elsewhere.example", host: "127.0.0.1:3000" })).status).toBe(400);
  expect((await post(SEED, { "content-type": "text/plain" })).status).toBe(400);
});

test("while the collector is away, the answer is 503 with the reason", async () => {
  vi.stubEnv("SEAMSCOPE_COLLECTOR_URL", "http://127.0.0.1:9");
  const response = await post(SEED);
  vi.stubEnv("SEAMSCOPE_COLLECTOR_URL", `http://127.0.0.1:${collector.port}`);
  expect([response.status, await response.json()]).toMatchObject([503, { error: { code: "unavailable", message: expect.stringContaining("the collector does not answer at http://127.0.0.1:9/v1/traces") } }]);
});

test.each([429, 503])("a collector that cannot take more now and answers %s makes us answer 503 with its reason", async (status) => {
  const full = createServer((_, response) => response.writeHead(status, { "content-type": "application/json", "retry-after": "2" }).end('{"code":14,"message":"the spool is full"}')).listen(0, "127.0.0.1");
  await once(full, "listening");
  vi.stubEnv("SEAMSCOPE_COLLECTOR_URL", `http://127.0.0.1:${Reflect.get(Object(full.address()), "port")}`);
  const response = await post(SEED);
  vi.stubEnv("SEAMSCOPE_COLLECTOR_URL", `http://127.0.0.1:${collector.port}`);
  full.close();
  expect([response.status, await response.json()]).toMatchObject([503, { error: { code: "unavailable", message: expect.stringContaining("the spool is full") } }]);
});

test("while the database is away, what is told is taken, and seen once it is back", async () => {
  proxy.fates.push(...Array.from({ length: 10_000 }, () => "undelivered" as const));
  const [told] = await tell({ ...SEED, trace_id: "told while away" });
  proxy.fates.length = 0;
  expect(await handoffWhen(told?.id ?? "", () => true)).toMatchObject({ correlationId: "told while away" });
}, 30_000);
