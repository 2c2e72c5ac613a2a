import type { APIRequestContext } from "@playwright/test";

/** A trace of many spans, and which of them fail. */
export interface LargeTrace {
  traceId: string;
  spans: number;
  /** Ids of the spans in error, in the order of the waterfall. */
  failing: string[];
}

/** Spans of one request to OTLP. */
const PER_REQUEST = 5000;
const STEPS_PER_TASK = 49;
const START_MS = 2000;

const spanIdOf = (index: number): string => (index + 1).toString(16).padStart(16, "0");

/** One span of the trace: a root, tasks below it, steps below each task. */
function spanAt(traceId: string, index: number, count: number, startNano: bigint, fails: boolean) {
  const task = index === 0 ? 0 : 1 + Math.floor((index - 1) / (STEPS_PER_TASK + 1)) * (STEPS_PER_TASK + 1);
  const parent = index === 0 ? undefined : index === task ? 0 : task;
  const spans = index === 0 ? count : index === task ? STEPS_PER_TASK + 1 : 1;
  const start = startNano + BigInt(index) * 1_000_000n;
  const name = index === 0 ? "invoke_agent foreman" : index === task ? `task ${Math.floor(index / (STEPS_PER_TASK + 1))}` : `step ${index}`;
  return {
    traceId, spanId: spanIdOf(index), ...(parent === undefined ? {} : { parentSpanId: spanIdOf(parent) }), name, kind: 1,
    startTimeUnixNano: start.toString(), endTimeUnixNano: (start + BigInt(spans) * 1_000_000n).toString(),
    attributes: index === 0 ? [{ key: "gen_ai.operation.name", value: { stringValue: "invoke_agent" } }, { key: "gen_ai.agent.name", value: { stringValue: "foreman" } }] : [{ key: "step", value: { intValue: index } }],
    ...(fails ? { status: { code: 2, message: `step ${index} broke` } } : {}),
  };
}

/** Sends a trace of `count` spans, of which those at the places `failing` are in error. */
export async function sendLargeTrace(request: APIRequestContext, otlpUrl: string, traceId: string, count: number, failing: readonly number[]): Promise<LargeTrace> {
  const startNano = BigInt(Date.now() - START_MS) * 1_000_000n - BigInt(count) * 1_000_000n;
  const fails = new Set(failing);
  for (let from = 0; from < count; from += PER_REQUEST) {
    const spans = Array.from({ length: Math.min(PER_REQUEST, count - from) }, (_, index) => spanAt(traceId, from + index, count, startNano, fails.has(from + index)));
    const resource = { attributes: [{ key: "service.name", value: { stringValue: "works" } }] };
    const response = await request.post(`${otlpUrl}/v1/traces`, { data: { resourceSpans: [{ resource, scopeSpans: [{ spans }] }] } });
    if (!response.ok()) throw new Error(`${from}: ${response.status()} ${await response.text()}`);
  }
  return { traceId, spans: count, failing: failing.map(spanIdOf) };
}
