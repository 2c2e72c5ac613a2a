import { z } from "zod";
import { SPAN_KINDS, STATUS_CODES, type Span, type SpanEvent, type SpanLink } from "@/lib/model/span.ts";
import { fromColumns, toColumns } from "./attribute-columns.ts";
import { Count, Digits, Texts, Types } from "./column-schemas.ts";

/** A row of the table `spans` as ClickHouse speaks JSONEachRow: UInt64 as digits, Nested as parallel arrays. */
export const SpanRow = z.object({
  project: z.string(),
  trace_id: z.string(),
  span_id: z.string(),
  parent_span_id: z.string(),
  trace_state: z.string(),
  flags: Count,
  name: z.string(),
  kind: z.enum(SPAN_KINDS),
  start_unix_nano: Digits,
  end_unix_nano: Digits,
  status_code: z.enum(STATUS_CODES),
  status_message: z.string(),
  attributes: Texts,
  attribute_types: Types,
  dropped_attributes_count: Count,
  "events.time_unix_nano": z.array(Digits),
  "events.name": z.array(z.string()),
  "events.attributes": z.array(Texts),
  "events.attribute_types": z.array(Types),
  "events.dropped_attributes_count": z.array(Count),
  dropped_events_count: Count,
  "links.trace_id": z.array(z.string()),
  "links.span_id": z.array(z.string()),
  "links.trace_state": z.array(z.string()),
  "links.flags": z.array(Count),
  "links.attributes": z.array(Texts),
  "links.attribute_types": z.array(Types),
  "links.dropped_attributes_count": z.array(Count),
  dropped_links_count: Count,
  resource_attributes: Texts,
  resource_attribute_types: Types,
  resource_dropped_attributes_count: Count,
  resource_schema_url: z.string(),
  scope_name: z.string(),
  scope_version: z.string(),
  scope_attributes: Texts,
  scope_attribute_types: Types,
  scope_dropped_attributes_count: Count,
  scope_schema_url: z.string(),
});
export type SpanRow = z.infer<typeof SpanRow>;

/** The columns of a `SpanRow`, quoted, for a SELECT that `rowToSpan` can read. */
export const SPAN_COLUMNS = Object.keys(SpanRow.shape).map((column) => `\`${column}\``).join(", ");

/** The row of a span. Nothing of the span is lost: `rowToSpan` gives back an equal one. */
export function spanToRow(span: Span, project: string): SpanRow {
  const attributes = toColumns(span.attributes);
  const resource = toColumns(span.resource.attributes);
  const scope = toColumns(span.scope.attributes);
  return {
    project,
    trace_id: span.traceId,
    span_id: span.spanId,
    parent_span_id: span.parentSpanId,
    trace_state: span.traceState,
    flags: span.flags,
    name: span.name,
    kind: span.kind,
    start_unix_nano: span.startUnixNano.toString(),
    end_unix_nano: span.endUnixNano.toString(),
    status_code: span.statusCode,
    status_message: span.statusMessage,
    attributes: attributes.texts,
    attribute_types: attributes.types,
    dropped_attributes_count: span.droppedAttributesCount,
    ...eventColumns(span.events),
    dropped_events_count: span.droppedEventsCount,
    ...linkColumns(span.links),
    dropped_links_count: span.droppedLinksCount,
    resource_attributes: resource.texts,
    resource_attribute_types: resource.types,
    resource_dropped_attributes_count: span.resource.droppedAttributesCount,
    resource_schema_url: span.resource.schemaUrl,
    scope_name: span.scope.name,
    scope_version: span.scope.version,
    scope_attributes: scope.texts,
    scope_attribute_types: scope.types,
    scope_dropped_attributes_count: span.scope.droppedAttributesCount,
    scope_schema_url: span.scope.schemaUrl,
  };
}

/** The span of a row; throws when a column does not hold what `spanToRow` writes there. */
export function rowToSpan(row: SpanRow): Span {
  return {
    traceId: row.trace_id,
    spanId: row.span_id,
    parentSpanId: row.parent_span_id,
    traceState: row.trace_state,
    flags: row.flags,
    name: row.name,
    kind: row.kind,
    startUnixNano: BigInt(row.start_unix_nano),
    endUnixNano: BigInt(row.end_unix_nano),
    statusCode: row.status_code,
    statusMessage: row.status_message,
    attributes: fromColumns({ texts: row.attributes, types: row.attribute_types }),
    droppedAttributesCount: row.dropped_attributes_count,
    events: row["events.name"].map((_, index) => eventAt(row, index)),
    droppedEventsCount: row.dropped_events_count,
    links: row["links.span_id"].map((_, index) => linkAt(row, index)),
    droppedLinksCount: row.dropped_links_count,
    resource: {
      attributes: fromColumns({ texts: row.resource_attributes, types: row.resource_attribute_types }),
      droppedAttributesCount: row.resource_dropped_attributes_count,
      schemaUrl: row.resource_schema_url,
    },
    scope: {
      name: row.scope_name,
      version: row.scope_version,
      attributes: fromColumns({ texts: row.scope_attributes, types: row.scope_attribute_types }),
      droppedAttributesCount: row.scope_dropped_attributes_count,
      schemaUrl: row.scope_schema_url,
    },
  };
}

function eventColumns(events: readonly SpanEvent[]) {
  const attributes = events.map((event) => toColumns(event.attributes));
  return {
    "events.time_unix_nano": events.map((event) => event.timeUnixNano.toString()),
    "events.name": events.map((event) => event.name),
    "events.attributes": attributes.map(({ texts }) => texts),
    "events.attribute_types": attributes.map(({ types }) => types),
    "events.dropped_attributes_count": events.map((event) => event.droppedAttributesCount),
  };
}

function linkColumns(links: readonly SpanLink[]) {
  const attributes = links.map((link) => toColumns(link.attributes));
  return {
    "links.trace_id": links.map((link) => link.traceId),
    "links.span_id": links.map((link) => link.spanId),
    "links.trace_state": links.map((link) => link.traceState),
    "links.flags": links.map((link) => link.flags),
    "links.attributes": attributes.map(({ texts }) => texts),
    "links.attribute_types": attributes.map(({ types }) => types),
    "links.dropped_attributes_count": links.map((link) => link.droppedAttributesCount),
  };
}

function eventAt(row: SpanRow, index: number): SpanEvent {
  return {
    name: at(row["events.name"], index),
    timeUnixNano: BigInt(at(row["events.time_unix_nano"], index)),
    attributes: fromColumns({ texts: at(row["events.attributes"], index), types: at(row["events.attribute_types"], index) }),
    droppedAttributesCount: at(row["events.dropped_attributes_count"], index),
  };
}

function linkAt(row: SpanRow, index: number): SpanLink {
  return {
    traceId: at(row["links.trace_id"], index),
    spanId: at(row["links.span_id"], index),
    traceState: at(row["links.trace_state"], index),
    flags: at(row["links.flags"], index),
    attributes: fromColumns({ texts: at(row["links.attributes"], index), types: at(row["links.attribute_types"], index) }),
    droppedAttributesCount: at(row["links.dropped_attributes_count"], index),
  };
}

function at<T>(column: readonly T[], index: number): T {
  const value = column[index];
  if (value === undefined) throw new Error(`Cannot read a span row: a nested column has no item ${index}`);
  return value;
}
