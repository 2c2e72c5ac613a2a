/** Where everything is, as URLs. */
interface Addresses {
  dashboard: string;
  otlpHttp: string;
  otlpGrpc: string;
}

/** What a person reads when everything is up: where to look, where to send, and what to do when nothing comes. */
export function welcome({ dashboard, otlpHttp, otlpGrpc }: Addresses, tookMs: number): string {
  return `
Seamscope is up (${(tookMs / 1000).toFixed(1)} s). Ctrl-C stops it.

  Dashboard   ${dashboard}
  OTLP/HTTP   ${otlpHttp}
  OTLP/gRPC   ${otlpGrpc}

Point any OpenTelemetry exporter here:

  export OTEL_EXPORTER_OTLP_ENDPOINT=${otlpHttp}
  export OTEL_EXPORTER_OTLP_PROTOCOL=http/protobuf

or, in JavaScript:

  import { NodeSDK } from "@opentelemetry/sdk-node";
  import { OTLPTraceExporter } from "@opentelemetry/exporter-trace-otlp-http";
  const traceExporter = new OTLPTraceExporter({ url: "${otlpHttp}/v1/traces" });
  new NodeSDK({ serviceName: "my-agent", traceExporter }).start();

No data yet? npm run demo
`;
}
