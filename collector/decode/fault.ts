import type { RejectAction } from "@/lib/model/ingest.ts";
import type { Resource } from "@/lib/model/span.ts";

/** What is left to look at of something that was refused or changed; nothing of it has been redacted yet. */
export type Sample<Item> = { kind: "record"; record: Item; raw?: RawSample } | RawSample;

/** What a record, or several of them, was to be read from. */
export type RawSample =
  | { kind: "bytes"; bytes: Uint8Array; resource?: Resource }
  | { kind: "json"; value: unknown; resource?: Resource }
  | { kind: "text"; text: string }
  | { kind: "none" };

/** Records of one request that were refused, or kept with a change, for one reason. */
export interface Fault<Item> {
  action: RejectAction;
  /** A field of the OTLP proto, or one of `ALTERATIONS`. */
  reason: string;
  /** What is wrong with the first of them. */
  message: string;
  records: number;
  /** The first of them; a refused record as far as it could be read. */
  sample: Sample<Item>;
}

/** Reasons told of one request; those that come after them are counted together, refused and changed ones apart. */
const REASONS_MAX = 8;
const OTHER = "other";

/** Adds up the faults of one request by action and reason. */
export class FaultBook<Item> {
  private readonly byReason = new Map<string, Fault<Item>>();

  get faults(): Fault<Item>[] {
    return [...this.byReason.values()];
  }

  /** `sample` is asked only for the first of its kind. */
  note(fault: Omit<Fault<Item>, "sample">, sample: () => Sample<Item>): void {
    const { byReason } = this;
    const isTold = byReason.size < REASONS_MAX || byReason.has(`${fault.action} ${fault.reason}`);
    const reason = isTold ? fault.reason : OTHER;
    const key = `${fault.action} ${reason}`;
    const known = byReason.get(key);
    if (known === undefined) byReason.set(key, { ...fault, reason, sample: sample() });
    else known.records += fault.records;
  }
}
