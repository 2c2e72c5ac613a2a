import { z } from "zod";
import { attributesOf, textOf } from "@/lib/model/attributes.ts";
import { factsOf, type LogRecord } from "@/lib/model/log-record.ts";
import { fromColumns, toColumns } from "./attribute-columns.ts";
import { BodyType, Count, Digits, Texts, Types } from "./column-schemas.ts";

/** A row of the table `log_records` as ClickHouse speaks JSONEachRow: UInt64 as digits. */
export const LogRow = z.object({
  project: z.string(),
  trace_id: z.string(),
  span_id: z.string(),
  flags: Count,
  time_unix_nano: Digits,
  observed_unix_nano: Digits,
  event_name: z.string(),
  severity_number: Count,
  severity_text: z.string(),
  body: z.string(),
  body_type: BodyType,
  attributes: Texts,
  attribute_types: Types,
  dropped_attributes_count: Count,
  handoff_id: z.string(),
  correlation_id: z.string(),
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
export type LogRow = z.infer<typeof LogRow>;

/** The columns of a `LogRow`, quoted, for a SELECT that `rowToLogRecord` can read. */
export const LOG_COLUMNS = Object.keys(LogRow.shape).map((column) => `\`${column}\``).join(", ");

const BODY = "body";

/** The row of a log record. Nothing of the record is lost: `rowToLogRecord` gives back an equal one. */
export function logRecordToRow(record: LogRecord, project: string): LogRow {
  const attributes = toColumns(record.attributes);
  const resource = toColumns(record.resource.attributes);
  const scope = toColumns(record.scope.attributes);
  const body = toColumns(attributesOf([[BODY, record.body]]));
  const facts = factsOf(record);
  return {
    project,
    trace_id: record.traceId,
    span_id: record.spanId,
    flags: record.flags,
    time_unix_nano: record.timeUnixNano.toString(),
    observed_unix_nano: record.observedUnixNano.toString(),
    event_name: record.eventName,
    severity_number: record.severityNumber,
    severity_text: record.severityText,
    body: body.texts[BODY] ?? "",
    body_type: body.types[BODY] ?? "",
    attributes: attributes.texts,
    attribute_types: attributes.types,
    dropped_attributes_count: record.droppedAttributesCount,
    handoff_id: textOf(facts["handoff.id"]) ?? "",
    correlation_id: textOf(facts["handoff.correlation_id"]) ?? "",
    resource_attributes: resource.texts,
    resource_attribute_types: resource.types,
    resource_dropped_attributes_count: record.resource.droppedAttributesCount,
    resource_schema_url: record.resource.schemaUrl,
    scope_name: record.scope.name,
    scope_version: record.scope.version,
    scope_attributes: scope.texts,
    scope_attribute_types: scope.types,
    scope_dropped_attributes_count: record.scope.droppedAttributesCount,
    scope_schema_url: record.scope.schemaUrl,
  };
}

/** The record of a row; throws when a column does not hold what `logRecordToRow` writes there. */
export function rowToLogRecord(row: LogRow): LogRecord {
  const body = fromColumns({ texts: { [BODY]: row.body }, types: row.body_type === "" ? {} : { [BODY]: row.body_type } });
  return {
    traceId: row.trace_id,
    spanId: row.span_id,
    flags: row.flags,
    timeUnixNano: BigInt(row.time_unix_nano),
    observedUnixNano: BigInt(row.observed_unix_nano),
    severityNumber: row.severity_number,
    severityText: row.severity_text,
    eventName: row.event_name,
    body: body[BODY] ?? null,
    attributes: fromColumns({ texts: row.attributes, types: row.attribute_types }),
    droppedAttributesCount: row.dropped_attributes_count,
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
