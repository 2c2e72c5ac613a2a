import { collectDefaultMetrics, Gauge, Histogram, Registry } from "prom-client";
import type { IngestSnapshot } from "@/lib/model/ingest-snapshot.ts";
import type { ByteBudget } from "../byte-budget.ts";
import type { Served } from "../receiver-options.ts";
import { registerSnapshot } from "./register-snapshot.ts";

const SECONDS = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30];

/** What /metrics shows, in Prometheus' text format, and who observes requests for it. */
export interface Metrics {
  observeRequest: (request: Served) => void;
  render: () => Promise<{ contentType: string; text: string }>;
}

/** Metrics of one collector, in a registry of their own; the snapshot is taken whenever they are read. */
export function createMetrics(snapshot: () => IngestSnapshot, budget: ByteBudget): Metrics {
  const registry = new Registry();
  const registers = [registry];
  collectDefaultMetrics({ register: registry });
  const requests = new Histogram({ name: "seamscope_request_duration_seconds", help: "From the head of a request to its answer", labelNames: ["signal", "transport", "code"], buckets: SECONDS, registers });
  const bytes = new Gauge({ name: "seamscope_receive_bytes", help: "Bodies of requests under way, in memory", registers });
  const bytesMax = new Gauge({ name: "seamscope_receive_bytes_max", help: "Bodies in memory beyond which requests are answered 503", registers });
  const show = registerSnapshot(registry);
  return {
    observeRequest: ({ signal, transport, code, seconds }) => requests.observe({ signal, transport, code }, seconds),
    async render() {
      bytes.set(budget.bytesInFlight);
      bytesMax.set(budget.bytesMax);
      show(snapshot());
      return { contentType: registry.contentType, text: await registry.metrics() };
    },
  };
}
