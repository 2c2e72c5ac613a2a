import type { Dictionary } from "../dictionary.ts";
import { hashWord } from "../hash-bytes.ts";
import { ArrayColumn } from "./array-column.ts";
import { AttributeMaps } from "./attribute-maps.ts";
import type { RowColumn } from "./column.ts";
import { LowCardinalityColumn } from "./low-cardinality-column.ts";
import { namedColumn, type NamedColumn } from "./named-column.ts";
import { PlainColumn } from "./plain-column.ts";

/** The columns `events.*`. */
export class EventColumns {
  readonly time = new PlainColumn();
  readonly name: LowCardinalityColumn;
  readonly attributes: AttributeMaps;
  readonly dropped = new PlainColumn();
  private readonly ends = new PlainColumn();
  private readonly words: Dictionary;
  private readonly all: readonly RowColumn[];

  constructor(words: Dictionary) {
    this.words = words;
    this.name = new LowCardinalityColumn(words);
    this.attributes = new AttributeMaps(words);
    this.all = [this.time, this.name, this.dropped, this.ends];
  }

  /** Ends the row of a span; its events are those added since the last row ended. */
  endRow(): void {
    this.ends.values.uint64(this.name.rows.length / 4, 0);
  }

  mark(): void {
    this.ends.mark();
    // Most spans have none, and then the other marks still stand where the columns end.
    if (this.name.rows.length !== this.name.rows.markedLength) this.markItems();
  }

  rollback(): void {
    for (const column of this.all) column.rollback();
    this.attributes.rollback();
  }

  /** A hash of names and attributes since `mark`, begun with `seed`. */
  hash(seed: number): number {
    const { rows } = this.name;
    if (rows.length === rows.markedLength) return seed;
    let hash = seed;
    for (let at = rows.markedLength; at < rows.length; at += 4) hash = hashWord(hash, this.words.hashOf(this.name.wordAt(at)));
    return this.attributes.hash(hash);
  }

  named(): NamedColumn[] {
    const { texts, types } = this.attributes;
    return [
      namedColumn("events.time_unix_nano", "Array(UInt64)", new ArrayColumn(this.ends, this.time)),
      namedColumn("events.name", "Array(LowCardinality(String))", new ArrayColumn(this.ends, this.name)),
      namedColumn("events.attributes", "Array(Map(LowCardinality(String), String))", new ArrayColumn(this.ends, texts)),
      namedColumn("events.attribute_types", "Array(Map(LowCardinality(String), LowCardinality(String)))", new ArrayColumn(this.ends, types)),
      namedColumn("events.dropped_attributes_count", "Array(UInt32)", new ArrayColumn(this.ends, this.dropped)),
    ];
  }

  clear(): void {
    for (const column of this.all) column.clear();
    this.attributes.clear();
  }

  private markItems(): void {
    this.time.mark();
    this.name.mark();
    this.attributes.mark();
    this.dropped.mark();
  }
}
