import type { InsertSnapshot } from "@/lib/model/ingest-snapshot.ts";

const BUCKETS_S = [0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60];

/** Counts inserts and how long they took. */
export class InsertCounts {
  private readonly counts = { succeeded: 0, retried: 0, refused: 0, rows: 0, bytes: 0, seconds: 0, lastError: "" };
  private readonly buckets = BUCKETS_S.map((atMostS) => ({ atMostS, count: 0 }));

  succeeded({ rows, bytes, seconds }: { rows: number; bytes: number; seconds: number }): void {
    this.counts.succeeded += 1;
    this.counts.rows += rows;
    this.counts.bytes += bytes;
    this.counts.seconds += seconds;
    this.counts.lastError = "";
    for (const bucket of this.buckets) if (seconds <= bucket.atMostS) bucket.count += 1;
  }

  failed(kind: "retried" | "refused", reason: string): void {
    this.counts[kind] += 1;
    this.counts.lastError = reason;
  }

  snapshot(): InsertSnapshot {
    return { ...this.counts, buckets: this.buckets.map((bucket) => ({ ...bucket })) };
  }
}
