import { Dictionary } from "../dictionary.ts";
import { wordOf } from "../object-values.ts";
import { AttributeMaps } from "./attribute-maps.ts";
import type { RowColumn } from "./column.ts";
import { EventColumns } from "./event-columns.ts";
import { LinkColumns } from "./link-columns.ts";
import { LowCardinalityColumn } from "./low-cardinality-column.ts";
import { namedColumn, type NamedColumn } from "./named-column.ts";
import { PlainColumn } from "./plain-column.ts";
import { SourceColumns } from "./source-columns.ts";

const WORD = "LowCardinality(String)";

/** All columns of the table `spans` but those that ClickHouse computes. A row is complete when `endRow` was called. */
export class SpanColumns {
  readonly words = new Dictionary();
  readonly traceId = new PlainColumn();
  readonly spanId = new PlainColumn();
  readonly parentSpanId = new PlainColumn();
  readonly traceState = new PlainColumn();
  readonly flags = new PlainColumn();
  readonly name = new LowCardinalityColumn(this.words);
  readonly kind = new LowCardinalityColumn(this.words);
  readonly start = new PlainColumn();
  readonly end = new PlainColumn();
  readonly statusCode = new LowCardinalityColumn(this.words);
  readonly statusMessage = new PlainColumn();
  readonly attributes = new AttributeMaps(this.words);
  readonly dropped = new PlainColumn();
  readonly events = new EventColumns(this.words);
  readonly droppedEvents = new PlainColumn();
  readonly links = new LinkColumns(this.words);
  readonly droppedLinks = new PlainColumn();
  readonly source = new SourceColumns(this.words);
  rows = 0;
  private readonly project = new LowCardinalityColumn(this.words);
  private readonly receivedAt = new PlainColumn();
  private readonly single: readonly RowColumn[] = [
    this.traceId, this.spanId, this.parentSpanId, this.traceState, this.flags, this.name, this.kind, this.start, this.end,
    this.statusCode, this.statusMessage, this.dropped, this.droppedEvents, this.droppedLinks,
  ];

  /** Begins a row; `rollback` goes back to here. */
  mark(): void {
    this.traceId.mark();
    this.spanId.mark();
    this.parentSpanId.mark();
    this.traceState.mark();
    this.flags.mark();
    this.name.mark();
    this.kind.mark();
    this.start.mark();
    this.end.mark();
    this.statusCode.mark();
    this.statusMessage.mark();
    this.attributes.mark();
    this.dropped.mark();
    this.events.mark();
    this.droppedEvents.mark();
    this.links.mark();
    this.droppedLinks.mark();
  }

  /** Takes back a row that could not be completed. */
  rollback(): void {
    for (const column of this.single) column.rollback();
    this.attributes.rollback();
    this.events.rollback();
    this.links.rollback();
  }

  /** Completes a row, of which all values and maps are written. */
  endRow(): void {
    this.events.endRow();
    this.links.endRow();
    this.source.endRow();
    this.rows += 1;
  }

  /** Completes the columns that are the same in all rows. */
  endBlock(project: string, receivedAtMs: number): void {
    this.source.settle();
    if (this.rows === 0) return;
    this.project.add(wordOf(project, this.words));
    this.project.repeat(this.rows - 1);
    this.receivedAt.values.uint64(receivedAtMs >>> 0, Math.floor(receivedAtMs / 2 ** 32));
    this.receivedAt.repeat(this.rows - 1);
  }

  /** The columns under their names and types in lib/clickhouse/tables/001_spans.sql. */
  named(): NamedColumn[] {
    return [
      namedColumn("project", WORD, this.project),
      namedColumn("trace_id", "FixedString(32)", this.traceId),
      namedColumn("span_id", "FixedString(16)", this.spanId),
      namedColumn("parent_span_id", "String", this.parentSpanId),
      namedColumn("trace_state", "String", this.traceState),
      namedColumn("flags", "UInt32", this.flags),
      namedColumn("name", WORD, this.name),
      namedColumn("kind", WORD, this.kind),
      namedColumn("start_unix_nano", "UInt64", this.start),
      namedColumn("end_unix_nano", "UInt64", this.end),
      namedColumn("status_code", WORD, this.statusCode),
      namedColumn("status_message", "String", this.statusMessage),
      namedColumn("attributes", "Map(LowCardinality(String), String)", this.attributes.texts),
      namedColumn("attribute_types", "Map(LowCardinality(String), LowCardinality(String))", this.attributes.types),
      namedColumn("dropped_attributes_count", "UInt32", this.dropped),
      ...this.events.named(),
      namedColumn("dropped_events_count", "UInt32", this.droppedEvents),
      ...this.links.named(),
      namedColumn("dropped_links_count", "UInt32", this.droppedLinks),
      ...this.source.named(),
      namedColumn("received_at", "DateTime64(3, 'UTC')", this.receivedAt),
    ];
  }

  clear(): void {
    this.rows = 0;
    this.words.clear();
    for (const column of [...this.single, this.project, this.receivedAt]) column.clear();
    this.attributes.clear();
    this.events.clear();
    this.links.clear();
    this.source.clear();
  }
}
