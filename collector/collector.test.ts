import { gzipSync } from "node:zlib";
import { OTLPTraceExporter } from "@opentelemetry/exporter-trace-otlp-http";
import { resourceFromAttributes } from "@opentelemetry/resources";
import { BasicTracerProvider, SimpleSpanProcessor } from "@opentelemetry/sdk-trace-base";
import { afterAll, beforeAll, expect, test } from "vitest";
import { rowToSpan, SPAN_COLUMNS, SpanRow } from "@/lib/clickhouse/span-row.ts";
import { attributesOf } from "@/lib/model/attributes.ts";
import { type Ledger, unaccounted } from "@/lib/model/ingest.ts";
import type { Span } from "@/lib/model/span.ts";
import { freshDatabase, type FreshDatabase } from "@/lib/testing/fresh-database.ts";
import { makeSpan } from "@/lib/testing/make-span.ts";
import { otlpJson } from "@/lib/testing/otlp-json.ts";
import { otlpProtobuf } from "@/lib/testing/otlp-protobuf.ts";
import { CAPTURES, readCapture } from "@/lib/testing/read-capture.ts";
import { untilStored } from "@/lib/testing/until-stored.ts";
import { decodeTraces } from "./decode/decode.ts";
import { startCollector, type Collector } from "./start-collector.ts";

let fresh: FreshDatabase;
let collector: Collector;
let base: string;

beforeAll(async () => {
  fresh = await freshDatabase();
  collector = await startCollector({ ...fresh.config, SEAMSCOPE_OTLP_HTTP_PORT: 0 }, () => undefined);
  base = `http://127.0.0.1:${collector.port}`;
});
afterAll(async () => {
  await collector.stop();
  await fresh.dispose();
});

function post(body: BodyInit, headers: Record<string, string>): Promise<Response> {
  return fetch(`${base}/v1/traces`, { method: "POST", body, headers });
}
const JSON_TYPE = { "content-type": "application/json" };
const PROTOBUF = { "content-type": "application/x-protobuf" };

async function readTrace(traceId: string): Promise<Span[]> {
  await untilStored(collector.port);
  const sql = `SELECT ${SPAN_COLUMNS} FROM spans FINAL WHERE trace_id = {traceId: String} ORDER BY span_id`;
  const rows = await fresh.db.select("test", sql, { traceId });
  return rows.map((row) => rowToSpan(SpanRow.parse(row)));
}

test("what the OpenTelemetry exporter sends is stored exactly once", async () => {
  const exporter = new OTLPTraceExporter({ url: `${base}/v1/traces` });
  const resource = resourceFromAttributes({ "service.name": "newsroom" });
  const provider = new BasicTracerProvider({ resource, spanProcessors: [new SimpleSpanProcessor(exporter)] });
  const span = provider.getTracer("test", "1.2.3").startSpan("invoke_agent creator", { attributes: { "gen_ai.agent.name": "creator", n: 7, ratio: 0.5 } });
  span.addEvent("handed over", { to: "executor" });
  span.end();
  await provider.forceFlush();
  await provider.shutdown();
  const { traceId, spanId } = span.spanContext();
  const stored = await readTrace(traceId);
  const [rows] = await fresh.db.select("test", "SELECT toUInt32(count()) AS n FROM spans WHERE trace_id = {traceId: String}", { traceId });
  expect(rows).toEqual({ n: 1 });
  expect(stored[0]).toMatchObject({ spanId, name: "invoke_agent creator", kind: "internal", scope: { name: "test", version: "1.2.3" } });
  expect({ ...stored[0]?.attributes }).toEqual({ "gen_ai.agent.name": "creator", n: 7n, ratio: 0.5 });
  expect(stored[0]?.resource.attributes["service.name"]).toBe("newsroom");
  expect(stored[0]?.events[0]?.name).toBe("handed over");
});

test.each(CAPTURES)("every span of the capture %s is stored once and as sent, although it is sent twice", async (name) => {
  const bodies = readCapture(name);
  const sent = bodies.flatMap((body) => decode(body));
  for (const body of [...bodies, ...bodies]) {
    const response = await post(body, JSON_TYPE);
    expect([response.status, await response.text()]).toEqual([200, "{}"]);
  }
  const traceIds = [...new Set(sent.map(({ traceId }) => traceId))];
  const stored = await Promise.all(traceIds.map(readTrace));
  expect(byId(stored.flat())).toEqual(byId(sent));
});

function decode(body: string): Span[] {
  const decoded = decodeTraces(new TextEncoder().encode(body), "json");
  return decoded.kind === "spans" ? decoded.spans : [];
}

const byId = (spans: Span[]): Span[] => spans.toSorted((a, b) => `${a.traceId}${a.spanId}`.localeCompare(`${b.traceId}${b.spanId}`));

test("a batch with bad spans keeps the good ones and says how many were refused and why", async () => {
  const traceId = "c".repeat(32);
  const good = ["1", "2", "3"].map((digit) => makeSpan({ traceId, spanId: digit.repeat(16) }));
  const bad = makeSpan({ traceId: "" });
  const response = await post(gzipSync(JSON.stringify(otlpJson([...good, bad]))), { ...JSON_TYPE, "content-encoding": "gzip" });
  expect(response.status).toBe(200);
  expect(await response.json()).toEqual({
    partialSuccess: { rejectedSpans: "1", errorMessage: "1 of 4 spans were rejected: trace_id: expected 16 bytes, found nothing" },
  });
  expect(await readTrace(traceId)).toHaveLength(3);
});

test("of an undecodable request nothing is stored, and the next one is", async () => {
  const traceId = "d".repeat(32);
  const body = otlpProtobuf([makeSpan({ traceId })]);
  expect((await post(body.subarray(0, -5), PROTOBUF)).status).toBe(400);
  expect((await post(gzipSync(body).subarray(0, -9), { ...PROTOBUF, "content-encoding": "gzip" })).status).toBe(400);
  expect((await post("garbage", JSON_TYPE)).status).toBe(400);
  expect(await readTrace(traceId)).toEqual([]);
  expect((await post(body, PROTOBUF)).status).toBe(200);
  expect(await readTrace(traceId)).toEqual([makeSpan({ traceId })]);
});

test("hostile texts are stored as they are and disturb no statement", async () => {
  const traceId = "e".repeat(32);
  const hostile = ["'; DROP TABLE spans; --", "{x:String}", "\\", "\0\u202e\u{1f600}", "\n\nDROP TABLE spans", "__proto__", "<script>"];
  const attributes = attributesOf(hostile.map((text) => [text, text]));
  const span = makeSpan({ traceId, name: hostile.join(), attributes });
  expect((await post(otlpProtobuf([span]), PROTOBUF)).status).toBe(200);
  expect(await readTrace(traceId)).toEqual([span]);
});

test("/healthz says that the database answers, and accounts for every span", async () => {
  await untilStored(collector.port);
  const response = await fetch(`${base}/healthz`);
  const report: unknown = await response.json();
  expect(response.status).toBe(200);
  expect(report).toMatchObject({ ok: true, database: "answers", refusedRequests: 3, rejects: expect.arrayContaining([expect.objectContaining({ signal: "traces", action: "rejected", reason: "trace_id", records: 1 })]) });
  const [stored] = await fresh.db.select("test", "SELECT toUInt32(count()) AS n FROM spans FINAL", {});
  const { traces }: { traces: Ledger } = Reflect.get(Object(report), "ledgers");
  expect(traces).toMatchObject({ stored: Reflect.get(Object(stored), "n"), inSpool: 0 });
  expect(unaccounted(traces)).toBe(0);
});
