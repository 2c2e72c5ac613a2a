import { randomBytes } from "node:crypto";
import { context, SpanKind, trace } from "@opentelemetry/api";
import { OTLPTraceExporter } from "@opentelemetry/exporter-trace-otlp-http";
import { resourceFromAttributes } from "@opentelemetry/resources";
import { BasicTracerProvider, BatchSpanProcessor } from "@opentelemetry/sdk-trace-base";
import { otlpUrl } from "./otlp-url.ts";

/** Handoffs of which some fail for one cause, by the names under which the pages must show it. */
export interface Planted {
  source: string;
  target: string;
  contract: string;
  failed: number;
  handoffs: number;
  zone: string;
}

const HANDOFFS = 40;
const EVERY_MS = 60_000;

/**
 * Forty handoffs of the last forty minutes. Every fourth is sent by a worker in another zone, which leaves out the rationale and is slow: with
 * a contract that asks for one, these are the ones that fail. Everything else is the same mixture on both sides.
 */
export async function sendPlanted(url = otlpUrl()): Promise<Planted> {
  const tag = randomBytes(4).toString("hex");
  const planted = { source: `scout-${tag}`, target: `cook-${tag}`, contract: `order-${tag}`, handoffs: HANDOFFS, failed: HANDOFFS / 4, zone: `zone-north-${tag}` };
  const provider = new BasicTracerProvider({
    resource: resourceFromAttributes({ "service.name": `kitchen-${tag}` }),
    spanProcessors: [new BatchSpanProcessor(new OTLPTraceExporter({ url: `${url}/v1/traces` }))],
  });
  const tracer = provider.getTracer("e2e");
  const began = Date.now() - HANDOFFS * EVERY_MS;
  for (let index = 0; index < HANDOFFS; index += 1) {
    const isBad = index % 4 === 0;
    const at = began + index * EVERY_MS;
    const payload = JSON.stringify({ dish: ["soup", "pie"][Math.floor(index / 4) % 2], number: index, ...(isBad ? {} : { rationale: "the guest asked for it" }) });
    const about = { "handoff.id": `order-${tag}-${index}`, "handoff.source.agent.name": planted.source, "handoff.target.agent.name": planted.target, "handoff.contract.name": planted.contract, "handoff.contract.version": "1.0.0" };
    const sending = tracer.startSpan(`handoff ${planted.target}`, {
      kind: SpanKind.PRODUCER, startTime: at,
      attributes: { ...about, "gen_ai.agent.name": planted.source, "handoff.sent.payload": payload, "cloud.zone": isBad ? planted.zone : `zone-south-${tag}`, "request.id": randomBytes(16).toString("hex") },
    });
    const receiving = tracer.startSpan("cook", { kind: SpanKind.CONSUMER, startTime: at + (isBad ? 8000 : 20), attributes: { ...about, "gen_ai.agent.name": planted.target, "handoff.received.payload": payload } }, trace.setSpan(context.active(), sending));
    receiving.end(at + (isBad ? 8100 : 120));
    sending.end(at + 10);
  }
  await provider.forceFlush();
  await provider.shutdown();
  return planted;
}
