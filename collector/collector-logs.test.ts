import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { OTLPLogExporter } from "@opentelemetry/exporter-logs-otlp-http";
import { resourceFromAttributes } from "@opentelemetry/resources";
import { BatchLogRecordProcessor, LoggerProvider } from "@opentelemetry/sdk-logs";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { type Ledger, unaccounted } from "@/lib/model/ingest.ts";
import { PROJECT } from "@/lib/model/project.ts";
import { getHandoff } from "@/lib/queries/handoffs/get-handoff.ts";
import { startFaultProxy } from "@/lib/testing/fault-proxy.ts";
import { freshDatabase, type FreshDatabase } from "@/lib/testing/fresh-database.ts";
import { makeHandoffLog, makeLogRecord } from "@/lib/testing/make-log-record.ts";
import { jsonLogRecord, otlpLogsJson } from "@/lib/testing/otlp-json.ts";
import { otlpLogsProtobuf } from "@/lib/testing/otlp-protobuf.ts";
import { untilStored } from "@/lib/testing/until-stored.ts";
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
const health = async (): Promise<{ ledgers: { logs: Ledger }; ignoredByReason: Record<string, number> }> => Object(await (await fetch(`${base}/healthz`)).json());

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
  expect(await health()).toMatchObject({ ledgers: { logs: { ignored: 4 } }, ignoredByReason: { no_event: 1, other_event: 1, content_without_span: 1, handoff_without_id: 1 } });
  expect(lines.join("\n")).toContain("took 4 log records without keeping them");
  await untilStored(collector.port);
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
  await untilStored(collector.port);
  const [row] = await fresh.db.select("test", "SELECT toUInt32(count()) AS n FROM log_records WHERE handoff_id = 'again'", {});
  expect(row).toEqual({ n: 1 });
  expect((await post("{", JSON_TYPE)).status).toBe(400);
});

const send = (port: number, id: string) => fetch(`http://127.0.0.1:${port}/v1/logs`, { method: "POST", body: otlpLogsProtobuf([makeHandoffLog("handoff.requested", id, {})]), headers: { "content-type": "application/x-protobuf" } });

test("while the database is away logs are taken, and stored once when it is back, also by the process that comes after", async () => {
  const proxy = await startFaultProxy(fresh.config.CLICKHOUSE_URL ?? "");
  const dataDir = mkdtempSync(join(tmpdir(), "seamscope-logs-"));
  const config = { ...fresh.config, CLICKHOUSE_URL: proxy.url, SEAMSCOPE_DATA_DIR: dataDir };
  const first = await startCollector(config, () => undefined);
  proxy.fates.push(...Array.from({ length: 10_000 }, () => "undelivered" as const));
  expect((await send(first.port, "later")).status).toBe(200);
  expect(await first.stop()).toBe(1);
  const second = await startCollector(config, () => undefined);
  expect((await send(second.port, "later still")).status).toBe(200);
  expect((await send(second.port, "later")).status).toBe(200);
  proxy.fates.length = 0;
  await untilStored(second.port);
  expect(await second.stop()).toBe(0);
  await proxy.close();
  rmSync(dataDir, { recursive: true });
  expect(await fresh.db.select("test", "SELECT handoff_id FROM log_records WHERE handoff_id LIKE 'later%' ORDER BY handoff_id", {})).toEqual([{ handoff_id: "later" }, { handoff_id: "later still" }]);
}, 60_000);

test("/healthz accounts for every record", async () => {
  await untilStored(collector.port);
  const { logs } = (await health()).ledgers;
  expect(unaccounted(logs)).toBe(0);
  expect(logs).toMatchObject({ rejected: 1, deduplicated: 2, ignored: 4, inSpool: 0 });
});
