import type { Resource, Scope } from "@/lib/model/span.ts";
import { type Alteration, ALTERATIONS, isChange } from "./alterations.ts";
import { type Fault, FaultBook, type RawSample, type Sample } from "./fault.ts";
import { NESTED_VALUES_MAX, RECORDS_MAX } from "./limits.ts";
import { Malformed } from "./malformed.ts";

const REASONS_MAX = 10;
/** Later than any time that OTLP can carry. */
const NEVER = 2n ** 64n;

/** Records that were refused: how many, how many by the field at fault, and why, in at most ten sentences. */
export interface Rejected {
  count: number;
  byField: Record<string, number>;
  reasons: string[];
}

/** What a request is made of, in words. */
export interface RecordWords {
  one: "span" | "log record";
  many: "spans" | "log records";
}

/** What an intake does with each record that could be read. */
export interface IntakeOptions<Item> {
  /** Takes the record over; false when it is of no use, and then nothing is said of what is odd in it. Without it records are gathered in `items`. */
  keep?(item: Item): boolean;
  /**
   * Takes an ordinary record over from its bytes in protobuf, in which nothing is to be refused, changed or noted; false when it has to
   * be read into an item. It adds to `nestedValues` what it read of them.
   */
  takeBytes?(record: Uint8Array, source: RecordSource, intake: Intake<Item>): boolean;
  /** Our clock in unix nanoseconds, against which the senders' are held; without it no time is in the future. */
  now?: bigint;
}

/** Whose records come next, and the bytes that was read from. */
export interface RecordSource {
  resource: Resource;
  scope: Scope;
  bytes: readonly Uint8Array[];
}

/** Takes one request's spans or log records as they are decoded, and what has to be said about the others. */
export class Intake<Item = unknown> {
  readonly items: Item[] = [];
  readonly rejected: Rejected = { count: 0, byField: {}, reasons: [] };
  /** Our clock in unix nanoseconds. */
  readonly now: bigint;
  /** Records that were read, kept or not. */
  read = 0;
  /** Records rejected because what they stand in is broken. */
  inBrokenParts = 0;
  /** Values inside arrays and kvlists so far. */
  nestedValues = 0;
  private readonly book = new FaultBook<Item>();
  private readonly warned = new Set<Alteration>();
  /** Alterations of the resource and the scope that are being read: each of their records has them too. */
  private ofSource = new Set<Alteration>();
  private readonly ofRecord = new Set<Alteration>();
  private isInRecord = false;
  private draft: Item | undefined;
  private tooMany: Malformed | undefined;
  private readonly words: RecordWords;
  private readonly options: IntakeOptions<Item>;

  constructor(words: RecordWords, options: IntakeOptions<Item> = {}) {
    this.words = words;
    this.options = options;
    this.now = options.now ?? NEVER;
  }

  /** What was refused or changed, by reason. */
  get faults(): Fault<Item>[] {
    return this.book.faults;
  }

  /** Whether nothing at all could be taken, because the request is broken outside of its records. */
  get isBroken(): boolean {
    return this.read === 0 && this.inBrokenParts > 0 && this.rejected.count === this.inBrokenParts;
  }

  /** Takes the record that `read` returns, or notes why there is none; `raw` is what it is read from. */
  take(read: () => Item, raw: RawSample = { kind: "none" }): void {
    if (this.read + this.rejected.count >= RECORDS_MAX) {
      this.leaveOut(1);
      return;
    }
    this.draft = undefined;
    this.isInRecord = true;
    try {
      const item = read();
      this.read += 1;
      if (this.keeps(item) && this.ofRecord.size + this.ofSource.size > 0) this.noteAlterations(item);
    } catch (error) {
      const { draft } = this;
      this.reject(this.asMalformed(error, this.words.one), 1, () => (draft === undefined ? raw : { kind: "record", record: draft, raw }));
    }
    this.isInRecord = false;
    if (this.ofRecord.size > 0) this.ofRecord.clear();
  }

  /** Refuses records, or parts with records, that are more than a request may have. */
  leaveOut(records: number): void {
    if (records === 0) return;
    this.tooMany ??= new Malformed(this.words.many, `at most ${RECORDS_MAX} in one request`, "more");
    this.reject(this.tooMany, records, () => ({ kind: "none" }));
  }

  /** Takes the record over from its bytes; false when it has to be read. */
  takeBytes(record: Uint8Array, source: RecordSource): boolean {
    const isOrdinary = this.ofSource.size === 0 && this.read + this.rejected.count < RECORDS_MAX;
    if (!isOrdinary || this.options.takeBytes?.(record, source, this) !== true) return false;
    this.read += 1;
    return true;
  }

  /** The record that is being read: should it be refused, what has been read of it by then is its sample. */
  reading(draft: Item): void {
    this.draft = draft;
  }

  /** Reads one part of the request, a resource or a scope with all in it; a broken one is lost alone, its records counted as well as they can be. */
  takePart(field: string, read: () => void, broken: () => { records: number; sample: Sample<Item> }): void {
    const outer = this.ofSource;
    const own = new Set(outer);
    const readBefore = this.read;
    this.ofSource = own;
    try {
      read();
    } catch (error) {
      const { records, sample } = broken();
      // At least one was lost: a part without records would be no loss, and nobody sends one.
      const lost = Math.max(records, 1);
      this.inBrokenParts += lost;
      this.reject(this.asMalformed(error, field), lost, () => sample);
    }
    this.ofSource = outer;
    if (this.read === readBefore) for (const about of own) if (!outer.has(about)) this.warnOf(about, 0, { kind: "none" });
  }

  /** Whether one more value inside an array or kvlist may be read. */
  takesNestedValue(): boolean {
    this.nestedValues += 1;
    if (this.nestedValues > NESTED_VALUES_MAX) this.warn("nested_values");
    return this.nestedValues <= NESTED_VALUES_MAX;
  }

  /** Notes a change of what is being read: a record, or the resource or scope of records that follow. */
  warn(about: Alteration): void {
    (this.isInRecord ? this.ofRecord : this.ofSource).add(about);
  }

  /** Notes a change that was found before records were read: `records` of them have it. */
  warnOf(about: Alteration, records: number, sample: Sample<Item>): void {
    this.warned.add(about);
    this.book.note({ action: "altered", reason: about, message: ALTERATIONS[about], records }, () => sample);
  }

  /** What the sender should know of records that were kept. */
  warnings(): string[] {
    return [...this.warned].filter(isChange).map((about) => ALTERATIONS[about]);
  }

  private keeps(item: Item): boolean {
    const { options } = this;
    return options.keep === undefined ? this.items.push(item) > 0 : options.keep(item);
  }

  private noteAlterations(record: Item): void {
    for (const about of new Set([...this.ofSource, ...this.ofRecord])) this.warnOf(about, 1, { kind: "record", record });
  }

  private asMalformed(error: unknown, what: string): Malformed {
    return error instanceof Malformed ? error : new Malformed(what, "a well-formed message", error instanceof Error ? error.message : String(error));
  }

  private reject({ field, message }: Malformed, records: number, sample: () => Sample<Item>): void {
    const { rejected } = this;
    rejected.count += records;
    rejected.byField[field] = (rejected.byField[field] ?? 0) + records;
    if (rejected.reasons.length < REASONS_MAX && !rejected.reasons.includes(message)) rejected.reasons.push(message);
    this.book.note({ action: "rejected", reason: field, message, records }, sample);
  }
}
