/** Upper bounds of the buckets of a handoff's latency, in seconds: from what two agents in one process need to what waits for people. */
export const LATENCY_BUCKETS_S = [0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60, 300, 1800, 7200, 28_800, 86_400] as const;

/** The labels that name a seam for Prometheus; all three may be any text. */
export interface SeamLabels {
  source: string;
  target: string;
  contract: string;
}

/** Handoffs of a seam that were found with one verdict and one class of failure (empty: none), ever; `le` is the bucket of their latency. */
export interface SeamCount extends SeamLabels {
  verdict: string;
  class: string;
  handoffs: number;
  silent: number;
}

/** How many latencies of a seam fell into one bucket, apart from smaller ones; `le` in seconds, null beyond the last bound. */
export interface LatencyCount extends SeamLabels {
  le: number | null;
  count: number;
  sumS: number;
  /** The latest that fell into it. */
  exemplar: { traceId: string; handoffId: string; valueS: number; atS: number };
}

/** A number of one seam, with a label more where `detail` tells several apart. */
interface SeamGauge extends SeamLabels {
  value: number;
}

/** One alert instance that is not well. */
export interface AlertGauge extends SeamLabels {
  rule: string;
  severity: string;
  detail: string;
  state: "pending" | "firing" | "no_data";
}

/** Everything that is shown to Prometheus of the data itself. */
export interface SeamMetrics {
  counts: readonly SeamCount[];
  latencies: readonly LatencyCount[];
  /** Age of the oldest handoff that waits for its receiver or at a gate, seconds. */
  oldestWaitingS: readonly SeamGauge[];
  overdueGates: readonly SeamGauge[];
  objectives: readonly (SeamGauge & { window: string })[];
  budgets: readonly (SeamGauge & { window: string })[];
  alerts: readonly AlertGauge[];
  notifications: readonly { channel: string; outcome: string; count: number }[];
  undelivered: number;
  ledger: readonly { signal: string; term: string; records: number }[];
  /** Seams with less traffic than all those that are shown. */
  seamsLeftOut: number;
}
