import { gzipSync } from "node:zlib";
import { OTLPLogExporter } from "@opentelemetry/exporter-logs-otlp-http";
import { resourceFromAttributes } from "@opentelemetry/resources";
import { BatchLogRecordProcessor, LoggerProvider } from "@opentelemetry/sdk-logs";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { PROJECT } from "@/lib/model/project.ts";
import { getHandoff } from "@/lib/queries/handoffs/get-handoff.ts";
import { startFaultProxy } from "@/lib/testing/fault-proxy.ts";
import { freshDatabase, type FreshDatabase } from "@/lib/testing/fresh-database.ts";
import { makeHandoffLog, makeLogRecord } from "@/lib/testing/make-log-record.ts";
import { jsonLogRecord, otlpLogsJson } from "@/lib/testing/otlp-json.ts";
import { otlpLogsProtobuf } from "@/lib/testing/otlp-protobuf.ts";
import { startCollector, type Collector } from "./start-collector.ts";

let fresh: FreshDatabase;
let collector: Collector;
let base: string;
const lines: string[] = [];

beforeAll(async () => {
  fresh = await freshDatabase();
  collector = await startCollector({ ...fresh.config, SEAMSCOPE_OTLP_HTTP_PORT: 0, SEAMSCOPE_QUIET_MS: 50, SEAMSCOPE_DEADLINE_MS: 1000 }, (line) => lines.push(line));
  base = `http://127.0.0.1:${collector.port}`;
});
afterAll(async () => {
  await collector.stop();
  await fresh.dispose();
});

/** A script that does not trace, only logs, by OpenTelemetry's own exporter. */
function startScript(service: string) {
  const exporter = new OTLPLogExporter({ url: `${base}/v1/logs` });
  const provider = new LoggerProvider({ resource: resourceFromAttributes({ "service.name": service, "service.version": "1.2.3" }), processors: [new BatchLogRecordProcessor({ exporter })] });
  const logger = provider.getLogger(service);
  return {
    tell: (eventName: string, id: string, attributes: Record<string, string>) => logger.emit({ eventName, timestamp: Date.now() - 2000, body: `${eventName} ${id}`, attributes: { "handoff.id": id, "gen_ai.agent.name": service, ...attributes } }),
    end: () => provider.shutdown(),
  };
}

const handoff = (id: string) => getHandoff(fresh.db, { project: PROJECT, id });
const JSON_TYPE = { "content-type": "application/json" };
const post = (body: BodyInit, headers: Record<string, string>) => fetch(`${base}/v1/logs`, { method: "POST", body, headers });
const healthOfLogs = async (): Promise<unknown> => Reflect.get(Object(await (await fetch(`${base}/healthz`)).json()), "logs");

test("scripts that log their sides by OpenTelemetry's exporter give delivered, damaged and lost handoffs", async () => {
  const writer = startScript("writer");
  const publisher = startScript("publisher");
  for (const id of ["whole", "damaged", "vanished"]) writer.tell("handoff.requested", id, { "handoff.target.agent.name": "publisher", "handoff.sent.payload": '{"text":"hello","tags":["a","b"]}' });
  publisher.tell("handoff.received", "whole", { "handoff.received.payload": '{"tags":["a","b"],"text":"hello"}' });
  publisher.tell("handoff.received", "damaged", { "handoff.received.payload": '{"text":"hello"}' });
  await Promise.all([writer.end(), publisher.end()]);
  await vi.waitFor(async () => expect((await handoff("vanished"))?.verdict).toBe("lost"), { timeout: 20_000, interval: 100 });
  await vi.waitFor(async () => expect((await handoff("damaged"))?.verdict).toBe("delivered"), { timeout: 20_000, interval: 100 });
  expect(await handoff("whole")).toMatchObject({ verdict: "delivered", findings: [], source: { name: "writer", version: "1.2.3" }, target: { name: "publisher", service: "publisher" } });
  expect((await handoff("damaged"))?.findings).toMatchObject([{ class: "context_loss", pointer: "/tags/0" }, { class: "context_loss", pointer: "/tags/1" }]);
  expect((await handoff("vanished"))?.findings).toMatchObject([{ class: "lost" }]);
}, 60_000);

test("records without a handoff are taken, not kept, counted by their reason and told of", async () => {
  const records = [
    makeLogRecord({ body: "a line" }), makeLogRecord({ eventName: "browser.click" }), makeLogRecord({ eventName: "gen_ai.user.message" }),
    makeLogRecord({ eventName: "handoff.requested" }), makeHandoffLog("handoff.requested", "kept", {}),
  ];
  const response = await post(gzipSync(otlpLogsProtobuf(records)), { "content-type": "application/x-protobuf", "content-encoding": "gzip" });
  expect([response.status, (await response.arrayBuffer()).byteLength]).toEqual([200, 0]);
  expect(await healthOfLogs()).toMatchObject({ ignored: 4, ignoredByReason: { no_event: 1, other_event: 1, content_without_span: 1, handoff_without_id: 1 } });
  expect(lines.join("\n")).toContain("took 4 log records without keeping them");
  const [row] = await fresh.db.select("test", "SELECT toUInt32(count()) AS n FROM log_records WHERE handoff_id = 'kept'", {});
  expect(row).toEqual({ n: 1 });
});

test("one bad record is refused alone, and the same request sent twice is stored once", async () => {
  const good = otlpLogsJson([makeHandoffLog("handoff.requested", "again", {})]);
  const bad = { scopeLogs: [{ logRecords: [{ ...jsonLogRecord(makeLogRecord()), traceId: "xyz" }] }] };
  const body = JSON.stringify({ resourceLogs: [...good.resourceLogs, bad] });
  for (let times = 0; times < 2; times += 1) {
    const answer: unknown = await (await post(body, JSON_TYPE)).json();
    expect(answer).toMatchObject({ partialSuccess: { rejectedLogRecords: "1", errorMessage: expect.stringContaining("1 of 2 log records were rejected: trace_id: expected 32 hex digits") } });
  }
  const [row] = await fresh.db.select("test", "SELECT toUInt32(count()) AS n FROM log_records FINAL WHERE handoff_id = 'again'", {});
  expect(row).toEqual({ n: 1 });
  expect((await post("{", JSON_TYPE)).status).toBe(400);
});

test("while the database is away, a sender of logs is asked to come again, and its records are stored once when it does", async () => {
  const proxy = await startFaultProxy(fresh.config.CLICKHOUSE_URL ?? "");
  const other = await startCollector({ ...fresh.config, CLICKHOUSE_URL: proxy.url, SEAMSCOPE_OTLP_HTTP_PORT: 0 }, () => undefined);
  const send = () => fetch(`http://127.0.0.1:${other.port}/v1/logs`, { method: "POST", body: otlpLogsProtobuf([makeHandoffLog("handoff.requested", "later", {})]), headers: { "content-type": "application/x-protobuf" } });
  proxy.fates.push(...Array.from({ length: 300 }, () => "undelivered" as const));
  const busy = await send();
  expect([busy.status, busy.headers.get("retry-after")]).toEqual([503, "2"]);
  proxy.fates.length = 0;
  expect((await send()).status).toBe(200);
  await other.stop();
  await proxy.close();
  const [row] = await fresh.db.select("test", "SELECT toUInt32(count()) AS n FROM log_records FINAL WHERE handoff_id = 'later'", {});
  expect(row).toEqual({ n: 1 });
}, 60_000);

test("/healthz counts every record once", async () => {
  const { received, stored, ignored, rejected, deferred, undecodableRequests } = Object(await healthOfLogs());
  expect(received).toBe(stored + ignored + rejected + deferred);
  expect([rejected, undecodableRequests]).toEqual([2, 1]);
});
