import { NESTED_VALUES_MAX, RECORDS_MAX } from "./limits.ts";
import { Malformed } from "./malformed.ts";

const REASONS_MAX = 10;

/** What the sender is told of, although every record concerned was kept. */
const WARNINGS = {
  attributes: "attributes beyond the limit were left out and counted in dropped_attributes_count",
  events: "events beyond the limit were left out and counted in dropped_events_count",
  links: "links beyond the limit or without valid ids were left out and counted in dropped_links_count",
  nested: "arrays and kvlists were cut, because the request has too many values inside them",
  depth: "values nested too deeply were replaced by a marker",
  codes: "kinds, status codes or severities that OTLP does not name were taken as unspecified",
} as const;

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

/** Gathers one request's spans or log records as they are decoded, and what has to be said about the others. */
export class Intake<Item = unknown> {
  readonly items: Item[] = [];
  readonly rejected: Rejected = { count: 0, byField: {}, reasons: [] };
  private nestedValues = 0;
  private readonly warned = new Set<keyof typeof WARNINGS>();
  private readonly words: RecordWords;

  constructor(words: RecordWords) {
    this.words = words;
  }

  /** Takes the record that `read` returns, or notes why there is none. */
  take(read: () => Item): void {
    if (this.items.length + this.rejected.count >= RECORDS_MAX) {
      throw new Malformed(this.words.many, `at most ${RECORDS_MAX} in one request`, "more");
    }
    try {
      this.items.push(read());
    } catch (error) {
      this.reject(error instanceof Malformed ? error : new Malformed(this.words.one, "a well-formed message", String(error)));
    }
  }

  /** Whether one more value inside an array or kvlist may be read. */
  takesNestedValue(): boolean {
    this.nestedValues += 1;
    if (this.nestedValues > NESTED_VALUES_MAX) this.warn("nested");
    return this.nestedValues <= NESTED_VALUES_MAX;
  }

  warn(about: keyof typeof WARNINGS): void {
    this.warned.add(about);
  }

  warnings(): string[] {
    return Array.from(this.warned, (about) => WARNINGS[about]);
  }

  private reject({ field, message }: Malformed): void {
    const { rejected } = this;
    rejected.count += 1;
    rejected.byField[field] = (rejected.byField[field] ?? 0) + 1;
    if (rejected.reasons.length < REASONS_MAX && !rejected.reasons.includes(message)) rejected.reasons.push(message);
  }
}
