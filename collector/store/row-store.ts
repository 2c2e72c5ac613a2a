import { createHash } from "node:crypto";
import type { Database } from "@/lib/clickhouse/open-database.ts";
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

/** The spans or log records of one request. `digest` and `bytes` are those of its body, so that the same requests make the same batch. */
export interface StoreRequest<Item> {
  items: readonly Item[];
  digest: string;
  bytes: number;
}

/** What a store needs: the table, and how an item is a row of it; `log` takes one line an event, in which items are called `words`. */
export interface StoreOptions<Item, Row> {
  db: Database;
  project: string;
  table: string;
  words: string;
  toRow: (item: Item, project: string) => Row;
  log: (line: string) => void;
  limits?: Partial<typeof STORE_LIMITS>;
}

/** Puts the rows of many requests into few inserts, one at a time, and answers each request when its rows are stored. */
export class RowStore<Item, Row> {
  private readonly options: StoreOptions<Item, Row>;
  private readonly limits: typeof STORE_LIMITS;
  private readonly queue: RequestQueue<Row>;
  private timer: NodeJS.Timeout | undefined;
  private inFlight: Promise<void> | undefined;

  constructor(options: StoreOptions<Item, Row>) {
    this.options = options;
    this.limits = { ...STORE_LIMITS, ...options.limits };
    this.queue = new RequestQueue(this.limits);
  }

  /** Resolves when the rows are in the table, or when it is plain that they cannot be for now. Never rejects. */
  async store({ items, digest, bytes }: StoreRequest<Item>): Promise<StoreOutcome> {
    if (items.length === 0) return { kind: "stored" };
    if (!this.queue.hasRoom({ rows: items.length, bytes })) return this.busy();
    const rows = items.map((item) => this.options.toRow(item, this.options.project));
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

  private async insert(requests: WaitingRequest<Row>[]): Promise<void> {
    const { db, project, table, words, log } = this.options;
    const batch = { table, token: tokenOf(project, requests), rows: requests.flatMap(({ rows }) => rows) };
    const withinMs = Math.ceil(this.limits.insertWithinMs + this.limits.insertWithinMsPerRow * batch.rows.length);
    const error = await insertWithRetry(db, batch, withinMs);
    if (error === undefined) {
      for (const { settle } of requests) settle({ kind: "stored" });
      return;
    }
    const turnedAway = [...requests, ...this.queue.takeAll()];
    log(`could not store ${batch.rows.length} ${words}, ${turnedAway.length} requests are asked to come again: ${error.message}`);
    for (const { settle } of turnedAway) settle(this.busy());
  }

  private busy(): StoreOutcome {
    return { kind: "busy", retryAfterS: this.limits.retryAfterS };
  }
}

function tokenOf(project: string, requests: readonly { digest: string }[]): string {
  const hash = createHash("sha256").update(project);
  for (const { digest } of requests) hash.update(digest);
  return hash.digest("hex");
}
