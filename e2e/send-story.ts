import { randomBytes } from "node:crypto";
import { context, type Span, SpanKind, SpanStatusCode, trace } from "@opentelemetry/api";
import { OTLPTraceExporter } from "@opentelemetry/exporter-trace-otlp-http";
import { resourceFromAttributes } from "@opentelemetry/resources";
import { BasicTracerProvider, BatchSpanProcessor } from "@opentelemetry/sdk-trace-base";
import { otlpUrl } from "./otlp-url.ts";

const VANISHED = 20;

/** What was sent, by the names and ids under which the pages must show it. */
export interface Story {
  writer: string;
  publisher: string;
  contract: string;
  vanishedId: string;
  changedId: string;
  traceId: string;
  failedSpanId: string;
}

/**
 * A writer's handoffs to a publisher, sent with the real exporter: one healthy, one whose payload changed on the way, and
 * twenty that arrived without their text. Names are new with every call, so that tests do not meet.
 */
export async function sendStory(url = otlpUrl()): Promise<Story> {
  const tag = randomBytes(4).toString("hex");
  const story = { writer: `writer-${tag}`, publisher: `publisher-${tag}`, contract: `draft-${tag}` };
  const provider = new BasicTracerProvider({
    resource: resourceFromAttributes({ "service.name": `newsroom-${tag}`, "service.version": "1.2.3" }),
    spanProcessors: [new BatchSpanProcessor(new OTLPTraceExporter({ url: `${url}/v1/traces` }))],
  });
  const tracer = provider.getTracer("e2e");
  const run = tracer.startSpan("invoke_workflow publishing", { attributes: { "gen_ai.operation.name": "invoke_workflow", "gen_ai.workflow.name": `desk-${tag}` } });
  const inside = trace.setSpan(context.active(), run);
  const handOver = (id: string, sent: unknown, received: string): Span => {
    const about = { "handoff.id": id, "handoff.source.agent.name": story.writer, "handoff.target.agent.name": story.publisher, "handoff.contract.name": story.contract };
    const start = (name: string, kind: SpanKind, agent: string, more: Record<string, string>) =>
      tracer.startSpan(name, { kind, attributes: { ...about, "gen_ai.agent.name": agent, ...more } }, inside);
    start(`handoff ${story.publisher}`, SpanKind.PRODUCER, story.writer, { "handoff.sent.payload": JSON.stringify(sent) }).end();
    const receiving = start("publish", SpanKind.CONSUMER, story.publisher, { "handoff.received.payload": received });
    receiving.end();
    return receiving;
  };
  const draft = { title: "Seams", body: "The handoff is where agents die.", total: 42 };
  handOver(`healthy-${tag}`, draft, JSON.stringify(draft));
  handOver(`changed/${tag}`, draft, JSON.stringify({ title: "Seams", total: 41 }));
  for (let index = 0; index < VANISHED; index += 1) handOver(`vanished-${tag}-${index}`, draft, "");
  const failed = tracer.startSpan("execute_tool post", { attributes: { "gen_ai.operation.name": "execute_tool" } }, inside);
  failed.setStatus({ code: SpanStatusCode.ERROR, message: "the post was refused" });
  failed.end();
  run.end();
  await provider.forceFlush();
  await provider.shutdown();
  const { traceId } = run.spanContext();
  return { ...story, vanishedId: `vanished-${tag}-0`, changedId: `changed/${tag}`, traceId, failedSpanId: failed.spanContext().spanId };
}
