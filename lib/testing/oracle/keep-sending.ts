import { setTimeout as sleep } from "node:timers/promises";
import { gzipSync } from "node:zlib";
import type { Span } from "@/lib/model/span.ts";
import { otlpJson } from "../otlp-json.ts";
import { otlpProtobuf } from "../otlp-protobuf.ts";
import type { Oracle } from "./oracle.ts";

const SPANS_MAX = 60;
/** Exporters wait longer; a test has no time. */
const RETRY_WAIT_MS_MAX = 500;
const ANSWER_WITHIN_MS = 10_000;

/** Exporters at work: where they send, how many at once, and how long each waits between two requests. */
export interface SendingOptions {
  oracle: Oracle;
  /** Asked for each attempt, so that a collector may come back elsewhere. */
  url: () => string;
  connections: number;
  everyMs: number;
}

/** Load that runs until it is stopped. */
export interface Sending {
  /** Statuses that were answered, and 0 for every request without an answer. */
  statuses: Map<number, number>;
  /** Sends no new spans and waits for the requests under way; one that was never taken is given up. */
  stop(): Promise<void>;
}

/**
 * Sends spans as OTLP exporters do: the same request again, unchanged, until it is taken; 429, 503 and a broken connection
 * are reasons to try again. Any other status ends that exporter's request and is seen in `statuses`.
 */
export function keepSending(options: SendingOptions): Sending {
  const statuses = new Map<number, number>();
  const stopping = new AbortController();
  const exporters = Array.from({ length: options.connections }, (_, index) => sendUntilStopped(options, index, { statuses, stopped: stopping.signal }));
  return {
    statuses,
    async stop() {
      stopping.abort();
      await Promise.all(exporters);
    },
  };
}

interface Course {
  statuses: Map<number, number>;
  stopped: AbortSignal;
}

async function sendUntilStopped({ oracle, url, everyMs }: SendingOptions, exporter: number, course: Course): Promise<void> {
  for (let round = exporter; !course.stopped.aborted; round += 1) {
    const spans = oracle.next(1 + ((round * 17) % SPANS_MAX));
    const request = requestOf(spans, round);
    for (let taken = false; !taken; ) {
      const status = await send(url(), request);
      course.statuses.set(status, (course.statuses.get(status) ?? 0) + 1);
      if (status === 200) oracle.acknowledge(spans);
      taken = ![0, 429, 503].includes(status);
      if (!taken && course.stopped.aborted) return;
      if (!taken) await sleep(RETRY_WAIT_MS_MAX * Math.random());
    }
    await sleep(everyMs);
  }
}

/** Protobuf, gzipped protobuf and JSON in turn. */
function requestOf(spans: readonly Span[], round: number): RequestInit {
  const protobuf = { "content-type": "application/x-protobuf" };
  if (round % 3 === 0) return { body: JSON.stringify(otlpJson(spans)), headers: { "content-type": "application/json" } };
  const body = otlpProtobuf(spans);
  return round % 3 === 1 ? { body, headers: protobuf } : { body: new Uint8Array(gzipSync(body)), headers: { ...protobuf, "content-encoding": "gzip" } };
}

async function send(url: string, request: RequestInit): Promise<number> {
  try {
    const response = await fetch(`${url}/v1/traces`, { method: "POST", ...request, signal: AbortSignal.timeout(ANSWER_WITHIN_MS) });
    await response.arrayBuffer();
    return response.status;
  } catch {
    return 0;
  }
}
