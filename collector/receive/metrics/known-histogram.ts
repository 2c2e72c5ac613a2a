import { Histogram, type Registry } from "prom-client";

/** A histogram as somebody else has counted it; each bucket has in it those of smaller ones. */
export interface HistogramCounts {
  sum: number;
  count: number;
  buckets: readonly { atMost: number; count: number }[];
}

/** A histogram whose numbers come from outside: prom-client's own can only be filled by observing one value after the other. */
export class KnownHistogram extends Histogram {
  private readonly named: { name: string; help: string };
  private counts: HistogramCounts = { sum: 0, count: 0, buckets: [] };

  constructor(name: string, help: string, registry: Registry) {
    super({ name, help, registers: [registry] });
    this.named = { name, help };
  }

  show(counts: HistogramCounts): void {
    this.counts = counts;
  }

  /** What prom-client's registry asks a histogram for when it writes its text. */
  async getForPromString() {
    const { name, help } = this.named;
    const { sum, count, buckets } = this.counts;
    const bucketLines = [...buckets, { atMost: "+Inf", count }].map((bucket) => ({ metricName: `${name}_bucket`, labels: { le: bucket.atMost }, value: bucket.count }));
    return { name, help, type: "histogram", values: [...bucketLines, { metricName: `${name}_sum`, labels: {}, value: sum }, { metricName: `${name}_count`, labels: {}, value: count }] };
  }
}
