import { isDeepStrictEqual } from "node:util";
import type { Database } from "@/lib/clickhouse/open-database.ts";
import { rowToSpan, SPAN_COLUMNS, SpanRow } from "@/lib/clickhouse/span-row.ts";
import type { Span } from "@/lib/model/span.ts";
import { oracleSpan, serialOf } from "./oracle-span.ts";

const READ_AT_ONCE = 5000;

/** What is wrong with a store, as serial numbers: nothing, if it kept what was promised. */
export interface Breaches {
  /** Acknowledged, and not there. */
  missing: number[];
  /** There, and not what was sent. */
  altered: number[];
  /** There more than once. */
  doubled: number[];
  /** There, and never sent. */
  unsent: number[];
}

/** Knows every span it has given out and which of them a collector has answered for, and holds a database to it. */
export class Oracle {
  private given = 0;
  private readonly acknowledged = new Set<number>();
  private readonly run: number;

  constructor(run = Math.floor(Math.random() * 0xffff_ffff)) {
    this.run = run;
  }

  /** The next `count` spans, never given out before. */
  next(count: number): Span[] {
    return Array.from({ length: count }, () => oracleSpan((this.given += 1), this.run));
  }

  /** The collector said that it has taken these. */
  acknowledge(spans: readonly Span[]): void {
    for (const span of spans) this.acknowledged.add(serialOf(span.spanId));
  }

  /** How many spans were given out, and how many of them were acknowledged. */
  get counts(): { given: number; acknowledged: number } {
    return { given: this.given, acknowledged: this.acknowledged.size };
  }

  /** Compares the table `spans` with what was given out, span by span and field by field. */
  async compare(db: Database): Promise<Breaches> {
    const breaches: Breaches = { missing: [], altered: [], doubled: [], unsent: [] };
    const seen = new Set<number>();
    const whole = [...Array(Math.ceil((this.given + 1) / READ_AT_ONCE)).keys()];
    for (const part of whole) for (const span of await this.read(db, part * READ_AT_ONCE)) this.judge(span, seen, breaches);
    breaches.missing = [...this.acknowledged].filter((serial) => !seen.has(serial));
    breaches.unsent.push(...(await this.beyond(db)));
    return breaches;
  }

  private judge(span: Span, seen: Set<number>, { altered, doubled }: Breaches): void {
    const serial = serialOf(span.spanId);
    if (seen.has(serial)) doubled.push(serial);
    seen.add(serial);
    if (!isDeepStrictEqual(span, oracleSpan(serial, this.run))) altered.push(serial);
  }

  /** Spans with a serial from `from` on, below the next part. FINAL: what was stored twice and merges into one is stored once. */
  private async read(db: Database, from: number): Promise<Span[]> {
    const sql = `SELECT ${SPAN_COLUMNS} FROM spans FINAL WHERE startsWith(trace_id, {run: String}) AND span_id >= {from: String} AND span_id < {to: String}`;
    const to = Math.min(from + READ_AT_ONCE, this.given + 1);
    const rows = await db.select("oracle", sql, { run: hex(this.run, 8), from: hex(from, 16), to: hex(to, 16) });
    return rows.map((row) => rowToSpan(SpanRow.parse(row)));
  }

  private async beyond(db: Database): Promise<number[]> {
    const sql = "SELECT span_id FROM spans FINAL WHERE startsWith(trace_id, {run: String}) AND span_id > {last: String}";
    const rows = await db.select("oracle", sql, { run: hex(this.run, 8), last: hex(this.given, 16) });
    return rows.map((row) => serialOf(String(Object.values(row ?? {})[0])));
  }
}

/** What `compare` finds in a store that kept its promises. */
export const NO_BREACHES: Breaches = { missing: [], altered: [], doubled: [], unsent: [] };

const hex = (value: number, digits: number): string => value.toString(16).padStart(digits, "0");
