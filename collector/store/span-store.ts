import { createHash } from "node:crypto";
import type { Database } from "@/lib/clickhouse/open-database.ts";
import { spanToRow } from "@/lib/clickhouse/span-row.ts";
import type { Span } from "@/lib/model/span.ts";
import { insertWithRetry } from "./insert-with-retry.ts";
import { RequestQueue, type StoreOutcome, type WaitingRequest } from "./request-queue.ts";

/** When a batch is sent, how long it is tried, and how much may wait meanwhile. */
export const STORE_LIMITS = {
  batch: { rows: 10_000, bytes: 32 * 1024 * 1024 },
  batchWaitMs: 100,
  // An exporter gives up on a request after 10 s by default: it should hear "later" from us before that. One huge request
  // is given longer, or it could never be stored on a slow machine.
  insertWithinMs: 6000,
  insertWithinMsPerRow: 0.2,
  max: { rows: 80_000, bytes: 256 * 1024 * 1024 },
  retryAfterS: 2,
};

/** The spans of one request. `digest` and `bytes` are those of its body, so that the same requests make the same batch. */
export interface SpanRequest {
  spans: readonly Span[];
  digest: string;
  bytes: number;
}

/** What a store needs; `log` takes one line an event. */
export interface StoreOptions {
  db: Database;
  project: string;
  log: (line: string) => void;
  limits?: Partial<typeof STORE_LIMITS>;
}

/** Puts the spans of many requests into few inserts, one at a time, and answers each request when its rows are stored. */
export class SpanStore {
  private readonly options: StoreOptions;
  private readonly limits: typeof STORE_LIMITS;
  private readonly queue: RequestQueue;
  private timer: NodeJS.Timeout | undefined;
  private inFlight: Promise<void> | undefined;

  constructor(options: StoreOptions) {
    this.options = options;
    this.limits = { ...STORE_LIMITS, ...options.limits };
    this.queue = new RequestQueue(this.limits);
  }

  /** Resolves when the spans are in the table, or when it is plain that they cannot be for now. Never rejects. */
  async store({ spans, digest, bytes }: SpanRequest): Promise<StoreOutcome> {
    if (spans.length === 0) return { kind: "stored" };
    if (!this.queue.hasRoom({ rows: spans.length, bytes })) return this.busy();
    const rows = spans.map((span) => spanToRow(span, this.options.project));
    return new Promise((settle) => {
      this.queue.add({ rows, digest, bytes, settle });
      this.schedule();
    });
  }

  /** Inserts all that waits, without waiting for more. */
  async drain(): Promise<void> {
    while (this.inFlight !== undefined || !this.queue.isEmpty()) {
      this.flush();
      await this.inFlight;
    }
  }

  private schedule(): void {
    if (this.inFlight !== undefined || this.queue.isEmpty()) return;
    if (this.queue.hasBatch()) this.flush();
    else this.timer ??= setTimeout(() => this.flush(), this.limits.batchWaitMs);
  }

  private flush(): void {
    clearTimeout(this.timer);
    this.timer = undefined;
    this.inFlight ??= this.insert(this.queue.takeBatch()).finally(() => {
      this.inFlight = undefined;
      this.schedule();
    });
  }

  private async insert(requests: WaitingRequest[]): Promise<void> {
    const batch = { token: tokenOf(this.options.project, requests), rows: requests.flatMap(({ rows }) => rows) };
    const withinMs = Math.ceil(this.limits.insertWithinMs + this.limits.insertWithinMsPerRow * batch.rows.length);
    const error = await insertWithRetry(this.options.db, batch, withinMs);
    if (error === undefined) {
      for (const { settle } of requests) settle({ kind: "stored" });
      return;
    }
    const turnedAway = [...requests, ...this.queue.takeAll()];
    this.options.log(`could not store ${batch.rows.length} spans, ${turnedAway.length} requests are asked to come again: ${error.message}`);
    for (const { settle } of turnedAway) settle(this.busy());
  }

  private busy(): StoreOutcome {
    return { kind: "busy", retryAfterS: this.limits.retryAfterS };
  }
}

function tokenOf(project: string, requests: readonly WaitingRequest[]): string {
  const hash = createHash("sha256").update(project);
  for (const { digest } of requests) hash.update(digest);
  return hash.digest("hex");
}
