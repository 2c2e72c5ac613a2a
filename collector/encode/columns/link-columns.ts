import type { Dictionary } from "../dictionary.ts";
import { hashLong } from "../hash-bytes.ts";
import { ArrayColumn } from "./array-column.ts";
import { AttributeMaps } from "./attribute-maps.ts";
import type { RowColumn } from "./column.ts";
import { namedColumn, type NamedColumn } from "./named-column.ts";
import { PlainColumn } from "./plain-column.ts";

/** The columns `links.*`. */
export class LinkColumns {
  readonly traceId = new PlainColumn();
  readonly spanId = new PlainColumn();
  readonly traceState = new PlainColumn();
  readonly flags = new PlainColumn();
  readonly attributes: AttributeMaps;
  readonly dropped = new PlainColumn();
  private readonly ends = new PlainColumn();
  private readonly all: readonly RowColumn[];

  constructor(words: Dictionary) {
    this.attributes = new AttributeMaps(words);
    this.all = [this.traceId, this.spanId, this.traceState, this.flags, this.dropped, this.ends];
  }

  /** Ends the row of a span; its links are those added since the last row ended. */
  endRow(): void {
    this.ends.values.uint64(this.flags.values.length / 4, 0);
  }

  mark(): void {
    this.ends.mark();
    // Most spans have none, and then the other marks still stand where the columns end.
    if (this.flags.values.length !== this.flags.values.markedLength) this.markItems();
  }

  rollback(): void {
    for (const column of this.all) column.rollback();
    this.attributes.rollback();
  }

  /** A hash of the span ids since `mark`, begun with `seed`. */
  hash(seed: number): number {
    const { view, length, markedLength } = this.spanId.values;
    return length === markedLength ? seed : hashLong(view, markedLength, length, seed);
  }

  named(): NamedColumn[] {
    const { texts, types } = this.attributes;
    return [
      namedColumn("links.trace_id", "Array(String)", new ArrayColumn(this.ends, this.traceId)),
      namedColumn("links.span_id", "Array(String)", new ArrayColumn(this.ends, this.spanId)),
      namedColumn("links.trace_state", "Array(String)", new ArrayColumn(this.ends, this.traceState)),
      namedColumn("links.flags", "Array(UInt32)", new ArrayColumn(this.ends, this.flags)),
      namedColumn("links.attributes", "Array(Map(LowCardinality(String), String))", new ArrayColumn(this.ends, texts)),
      namedColumn("links.attribute_types", "Array(Map(LowCardinality(String), LowCardinality(String)))", new ArrayColumn(this.ends, types)),
      namedColumn("links.dropped_attributes_count", "Array(UInt32)", new ArrayColumn(this.ends, this.dropped)),
    ];
  }

  clear(): void {
    for (const column of this.all) column.clear();
    this.attributes.clear();
  }

  private markItems(): void {
    this.traceId.mark();
    this.spanId.mark();
    this.traceState.mark();
    this.flags.mark();
    this.attributes.mark();
    this.dropped.mark();
  }
}
