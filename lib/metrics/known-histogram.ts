import { Histogram, type OpenMetricsContentType, type Registry } from "prom-client";

/** A registry that writes Prometheus' own text, or that of OpenMetrics. */
export type AnyRegistry = Registry | Registry<OpenMetricsContentType>;

/** What stands beside a bucket as an example of what fell into it (OpenMetrics 1.0, "Exemplars"); `timestamp` is unix seconds. */
interface Exemplar {
  labelSet: Record<string, string>;
  value: number;
  timestamp: number;
}

/** A histogram as somebody else has counted it; each bucket has in it those of smaller ones. */
export interface HistogramCounts {
  labels?: Record<string, string>;
  sum: number;
  count: number;
  buckets: readonly { atMost: number | "+Inf"; count: number; exemplar?: Exemplar | undefined }[];
}

/** A histogram whose numbers come from outside: prom-client's own can only be filled by observing one value after the other. */
export class KnownHistogram extends Histogram {
  private readonly named: { name: string; help: string };
  private counts: readonly HistogramCounts[] = [];

  constructor(name: string, help: string, registry: AnyRegistry) {
    super({ name, help, registers: [registry] });
    this.named = { name, help };
  }

  show(...counts: readonly HistogramCounts[]): void {
    this.counts = counts;
  }

  /** What prom-client's registry asks a histogram for when it writes its text. */
  async getForPromString() {
    const { name, help } = this.named;
    const lines = this.counts.flatMap(({ labels = {}, sum, count, buckets }) => {
      const all = buckets.some(({ atMost }) => atMost === "+Inf") ? buckets : [...buckets, { atMost: "+Inf" as const, count }];
      const bucketLines = all.map((bucket) => ({
        metricName: `${name}_bucket`,
        labels: { ...labels, le: bucket.atMost },
        value: bucket.count,
        ...("exemplar" in bucket && bucket.exemplar !== undefined ? { exemplar: bucket.exemplar } : {}),
      }));
      return [...bucketLines, { metricName: `${name}_sum`, labels, value: sum }, { metricName: `${name}_count`, labels, value: count }];
    });
    return { name, help, type: "histogram", values: lines };
  }
}
