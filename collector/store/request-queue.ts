/** "stored": every row is in the table. "busy": none is promised to be; the sender shall try again after that time. */
export type StoreOutcome = { kind: "stored" } | { kind: "busy"; retryAfterS: number };

/** The rows of one request and who waits for them. `digest` and `bytes` are those of the request's body. */
export interface WaitingRequest<Row> {
  rows: Row[];
  digest: string;
  bytes: number;
  settle: (outcome: StoreOutcome) => void;
}

interface Size {
  rows: number;
  bytes: number;
}

/** Requests in the order they came, bounded in rows and bytes, and taken out in batches. */
export class RequestQueue<Row> {
  private readonly requests: WaitingRequest<Row>[] = [];
  private readonly size: Size = { rows: 0, bytes: 0 };
  private readonly max: Size;
  private readonly batch: Size;

  constructor(limits: { max: Size; batch: Size }) {
    this.max = limits.max;
    this.batch = limits.batch;
  }

  isEmpty(): boolean {
    return this.requests.length === 0;
  }

  /** Whether as much is waiting as one insert shall hold. */
  hasBatch(): boolean {
    return this.size.rows >= this.batch.rows || this.size.bytes >= this.batch.bytes;
  }

  /** Whether a request of this size may wait too; an empty queue takes any, or a big one could never be stored. */
  hasRoom({ rows, bytes }: Size): boolean {
    return this.isEmpty() || (this.size.rows + rows <= this.max.rows && this.size.bytes + bytes <= this.max.bytes);
  }

  add(request: WaitingRequest<Row>): void {
    this.requests.push(request);
    this.count(request, 1);
  }

  /** Takes out whole requests from the front until a batch is full; at least one if there is any. */
  takeBatch(): WaitingRequest<Row>[] {
    const taken: Size = { rows: 0, bytes: 0 };
    const isFull = () => taken.rows >= this.batch.rows || taken.bytes >= this.batch.bytes;
    let count = 0;
    for (; count < this.requests.length && !isFull(); count += 1) {
      taken.rows += this.requests[count]?.rows.length ?? 0;
      taken.bytes += this.requests[count]?.bytes ?? 0;
    }
    return this.take(count);
  }

  takeAll(): WaitingRequest<Row>[] {
    return this.take(this.requests.length);
  }

  private take(count: number): WaitingRequest<Row>[] {
    const requests = this.requests.splice(0, count);
    for (const request of requests) this.count(request, -1);
    return requests;
  }

  private count({ rows, bytes }: WaitingRequest<Row>, sign: 1 | -1): void {
    this.size.rows += sign * rows.length;
    this.size.bytes += sign * bytes;
  }
}
