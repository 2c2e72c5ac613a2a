const DEFAULT_PORT = "4318";
const ANSWER_MS_MAX = 5000;
const LOOPBACK = new Set(["127.0.0.1", "localhost", "[::1]"]);

/** Where the demo sends to, or one sentence on why it cannot. */
export type Collector = { kind: "found"; endpoint: string } | { kind: "missing"; why: string };

/**
 * The instance on this machine: SEAMSCOPE_OTLP_HTTP_PORT, else OTEL_EXPORTER_OTLP_ENDPOINT, else port 4318. An endpoint
 * elsewhere is refused: an invented day does not belong among somebody's real telemetry.
 */
export async function findCollector(env: Record<string, string | undefined>): Promise<Collector> {
  const port = env["SEAMSCOPE_OTLP_HTTP_PORT"];
  const elsewhere = port === undefined ? env["OTEL_EXPORTER_OTLP_ENDPOINT"] : undefined;
  const endpoint = elsewhere ?? `http://127.0.0.1:${port ?? DEFAULT_PORT}`;
  if (!URL.canParse(endpoint)) return { kind: "missing", why: `"${endpoint}" is no address the demo could send to.` };
  const { hostname } = new URL(endpoint);
  if (!LOOPBACK.has(hostname)) {
    return { kind: "missing", why: `The demo sends to this machine only, and OTEL_EXPORTER_OTLP_ENDPOINT names ${hostname}; set SEAMSCOPE_OTLP_HTTP_PORT.` };
  }
  return ask(endpoint.replace(/\/+$/, ""));
}

/** An empty batch is valid OTLP and leaves nothing behind. */
async function ask(endpoint: string): Promise<Collector> {
  try {
    const response = await fetch(`${endpoint}/v1/traces`, {
      method: "POST", headers: { "content-type": "application/json" }, body: '{"resourceSpans":[]}', signal: AbortSignal.timeout(ANSWER_MS_MAX),
    });
    if (response.ok) return { kind: "found", endpoint };
    return { kind: "missing", why: `${endpoint} answers, but not as an OTLP collector (status ${response.status}).` };
  } catch {
    return { kind: "missing", why: `Nothing listens at ${endpoint}: start Seamscope with \`npm start\`, then run the demo again.` };
  }
}
