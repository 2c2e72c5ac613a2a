import { base64Of, type Attributes, type AttributeValue } from "@/lib/model/attributes.ts";
import type { LogRecord } from "@/lib/model/log-record.ts";
import { SPAN_KINDS, STATUS_CODES, type Span } from "@/lib/model/span.ts";

/** An ExportTraceServiceRequest in OTLP/JSON, each span under a resource and scope of its own. */
export function otlpJson(spans: readonly Span[]): { resourceSpans: unknown[] } {
  const resourceSpans = spans.map((span) => ({
    resource: { attributes: keyValues(span.resource.attributes), droppedAttributesCount: span.resource.droppedAttributesCount },
    scopeSpans: [{ scope: { ...span.scope, attributes: keyValues(span.scope.attributes) }, spans: [jsonSpan(span)], schemaUrl: span.scope.schemaUrl }],
    schemaUrl: span.resource.schemaUrl,
  }));
  return { resourceSpans };
}

/** The span alone, as it stands in a list of OTLP/JSON spans. */
export function jsonSpan(span: Span): Record<string, unknown> {
  const { startUnixNano, endUnixNano, statusCode, statusMessage, resource: _resource, scope: _scope, ...rest } = span;
  return {
    ...rest,
    kind: SPAN_KINDS.indexOf(span.kind),
    startTimeUnixNano: startUnixNano.toString(),
    endTimeUnixNano: endUnixNano.toString(),
    status: { code: STATUS_CODES.indexOf(statusCode), message: statusMessage },
    attributes: keyValues(span.attributes),
    events: span.events.map((event) => ({
      ...event,
      timeUnixNano: event.timeUnixNano.toString(),
      attributes: keyValues(event.attributes),
    })),
    links: span.links.map((link) => ({ ...link, attributes: keyValues(link.attributes) })),
  };
}

/** An ExportLogsServiceRequest in OTLP/JSON, each record under a resource and scope of its own. */
export function otlpLogsJson(records: readonly LogRecord[]): { resourceLogs: unknown[] } {
  const resourceLogs = records.map((record) => ({
    resource: { attributes: keyValues(record.resource.attributes), droppedAttributesCount: record.resource.droppedAttributesCount },
    scopeLogs: [{ scope: { ...record.scope, attributes: keyValues(record.scope.attributes) }, logRecords: [jsonLogRecord(record)], schemaUrl: record.scope.schemaUrl }],
    schemaUrl: record.resource.schemaUrl,
  }));
  return { resourceLogs };
}

/** The record alone, as it stands in a list of OTLP/JSON log records. */
export function jsonLogRecord(record: LogRecord): Record<string, unknown> {
  const { observedUnixNano, timeUnixNano, resource: _resource, scope: _scope, ...rest } = record;
  return {
    ...rest,
    timeUnixNano: timeUnixNano.toString(),
    observedTimeUnixNano: observedUnixNano.toString(),
    body: anyValue(record.body),
    attributes: keyValues(record.attributes),
  };
}

function keyValues(attributes: Attributes): unknown[] {
  return Object.entries(attributes).map(([key, value]) => ({ key, value: anyValue(value) }));
}

function anyValue(value: AttributeValue): unknown {
  if (value === null) return {};
  if (typeof value === "string") return { stringValue: value };
  if (typeof value === "boolean") return { boolValue: value };
  if (typeof value === "bigint") return { intValue: value.toString() };
  if (typeof value === "number") return { doubleValue: doubleJson(value) };
  if (value instanceof Uint8Array) return { bytesValue: base64Of(value) };
  if (Array.isArray(value)) return { arrayValue: { values: value.map(anyValue) } };
  return { kvlistValue: { values: keyValues(value) } };
}

const doubleJson = (value: number): number | string => (Object.is(value, -0) ? "-0" : Number.isFinite(value) ? value : String(value));
