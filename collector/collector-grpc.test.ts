import { OTLPTraceExporter } from "@opentelemetry/exporter-trace-otlp-grpc";
import { Client, credentials, type ServiceError } from "@grpc/grpc-js";
import { resourceFromAttributes } from "@opentelemetry/resources";
import { BasicTracerProvider, BatchSpanProcessor } from "@opentelemetry/sdk-trace-base";
import { afterAll, afterEach, beforeAll, expect, test, vi } from "vitest";
import { freshDatabase, type FreshDatabase } from "@/lib/testing/fresh-database.ts";
import { makeHandoffLog } from "@/lib/testing/make-log-record.ts";
import { otlpLogsProtobuf } from "@/lib/testing/otlp-protobuf.ts";
import { startCollector, type Collector } from "./start-collector.ts";

let fresh: FreshDatabase;
let collector: Collector;
beforeAll(async () => {
  fresh = await freshDatabase();
  collector = await startCollector(fresh.config, () => undefined);
});
afterEach(() => {
  vi.unstubAllEnvs();
});
afterAll(async () => {
  await collector.stop();
  await fresh.dispose();
});

async function count(sql: string, params: Record<string, unknown>): Promise<unknown> {
  const [row] = await fresh.db.select("test", `SELECT toUInt32(count()) AS n, toUInt32(uniqExact(span_id)) AS ids FROM ${sql}`, params);
  return row;
}

test.each(["none", "gzip"])("what OpenTelemetry's gRPC exporter sends with compression %s is stored exactly once", async (compression) => {
  const service = `exporter with ${compression}`;
  vi.stubEnv("OTEL_EXPORTER_OTLP_COMPRESSION", compression);
  const exporter = new OTLPTraceExporter({ url: `http://127.0.0.1:${collector.grpcPort}` });
  const provider = new BasicTracerProvider({ resource: resourceFromAttributes({ "service.name": service }), spanProcessors: [new BatchSpanProcessor(exporter, { maxQueueSize: 5000 })] });
  const tracer = provider.getTracer(service);
  for (let index = 0; index < 3000; index += 1) tracer.startSpan(`invoke_agent ${index}`, { attributes: { "gen_ai.agent.name": "creator", note: "x".repeat(200) } }).end();
  await provider.forceFlush();
  await provider.shutdown();
  await vi.waitFor(async () => expect(await count("spans WHERE scope_name = {service: String}", { service })).toEqual({ n: 3000, ids: 3000 }), { timeout: 20_000, interval: 200 });
}, 60_000);

const asIs = (bytes: Buffer): Buffer => bytes;

test("logs by gRPC are stored like those by HTTP", async () => {
  const client = new Client(`127.0.0.1:${collector.grpcPort}`, credentials.createInsecure());
  const message = Buffer.from(otlpLogsProtobuf([makeHandoffLog("handoff.requested", "by-grpc", {})]));
  const error = await new Promise<ServiceError | null>((resolve) => {
    client.makeUnaryRequest("/opentelemetry.proto.collector.logs.v1.LogsService/Export", asIs, asIs, message, (failure) => resolve(failure));
  });
  client.close();
  expect(error).toBeNull();
  await vi.waitFor(async () => expect(await fresh.db.select("test", "SELECT handoff_id FROM log_records WHERE handoff_id = 'by-grpc'", {})).toHaveLength(1), { timeout: 20_000, interval: 200 });
});
