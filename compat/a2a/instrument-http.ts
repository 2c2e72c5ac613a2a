import { registerInstrumentations } from "@opentelemetry/instrumentation";
import { HttpInstrumentation } from "@opentelemetry/instrumentation-http";
import { UndiciInstrumentation } from "@opentelemetry/instrumentation-undici";
import type { NodeTracerProvider } from "@opentelemetry/sdk-trace-node";
import { startTracing } from "../shared/start-tracing.ts";

/** OpenTelemetry with spans for HTTP on both sides, which is all that joins two A2A services. Import servers and clients after it. */
export function traceHttp(service: string, otlpUrl: string): NodeTracerProvider {
  const provider = startTracing(service, otlpUrl);
  registerInstrumentations({ tracerProvider: provider, instrumentations: [new HttpInstrumentation(), new UndiciInstrumentation()] });
  return provider;
}
