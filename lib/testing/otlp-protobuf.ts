import { BinaryWriter, WireType } from "@bufbuild/protobuf/wire";
import type { Attributes, AttributeValue } from "@/lib/model/attributes.ts";
import type { LogRecord } from "@/lib/model/log-record.ts";
import { SPAN_KINDS, STATUS_CODES, type Resource, type Scope, type Span, type SpanEvent, type SpanLink } from "@/lib/model/span.ts";

const { Varint, Bit32, Bit64, LengthDelimited } = WireType;

/**
 * An ExportTraceServiceRequest in protobuf. Neighbours with the same resource and scope object share a ResourceSpans; bytes
 * stand for a Span message as they are, under an empty resource.
 */
export function otlpProtobuf(spans: readonly (Span | Uint8Array)[]): Uint8Array<ArrayBuffer> {
  const writer = new BinaryWriter();
  for (const group of groupNeighbours(spans)) message(writer, 1, (into) => writeResourceSpans(into, group));
  return writer.finish();
}

function groupNeighbours(spans: readonly (Span | Uint8Array)[]): (Span | Uint8Array)[][] {
  const groups: (Span | Uint8Array)[][] = [];
  for (const span of spans) {
    const last = groups.at(-1);
    if (last?.[0] !== undefined && isOneSource(last[0], span)) last.push(span);
    else groups.push([span]);
  }
  return groups;
}

function isOneSource(a: Span | Uint8Array, b: Span | Uint8Array): boolean {
  if (a instanceof Uint8Array || b instanceof Uint8Array) return false;
  return a.resource === b.resource && a.scope === b.scope;
}

function writeResourceSpans(writer: BinaryWriter, group: (Span | Uint8Array)[]): void {
  const first = group.find((span): span is Span => !(span instanceof Uint8Array));
  if (first !== undefined) message(writer, 1, (into) => writeResource(into, first.resource));
  message(writer, 2, (scopeSpans) => {
    if (first !== undefined) message(scopeSpans, 1, (into) => writeScope(into, first.scope));
    for (const span of group) scopeSpans.tag(2, LengthDelimited).bytes(span instanceof Uint8Array ? span : spanMessage(span));
    if (first !== undefined) scopeSpans.tag(3, LengthDelimited).string(first.scope.schemaUrl);
  });
  if (first !== undefined) writer.tag(3, LengthDelimited).string(first.resource.schemaUrl);
}

/** The Span message alone. */
export function spanMessage(span: Span): Uint8Array {
  const writer = new BinaryWriter();
  writer.tag(1, LengthDelimited).bytes(Buffer.from(span.traceId, "hex"));
  writer.tag(2, LengthDelimited).bytes(Buffer.from(span.spanId, "hex"));
  writer.tag(3, LengthDelimited).string(span.traceState);
  writer.tag(4, LengthDelimited).bytes(Buffer.from(span.parentSpanId, "hex"));
  writer.tag(5, LengthDelimited).string(span.name);
  writer.tag(6, Varint).int32(SPAN_KINDS.indexOf(span.kind));
  writer.tag(7, Bit64).fixed64(span.startUnixNano);
  writer.tag(8, Bit64).fixed64(span.endUnixNano);
  writeAttributes(writer, 9, span.attributes);
  writer.tag(10, Varint).uint32(span.droppedAttributesCount);
  for (const event of span.events) message(writer, 11, (into) => writeEvent(into, event));
  writer.tag(12, Varint).uint32(span.droppedEventsCount);
  for (const link of span.links) message(writer, 13, (into) => writeLink(into, link));
  writer.tag(14, Varint).uint32(span.droppedLinksCount);
  message(writer, 15, (status) => {
    status.tag(2, LengthDelimited).string(span.statusMessage);
    status.tag(3, Varint).int32(STATUS_CODES.indexOf(span.statusCode));
  });
  writer.tag(16, Bit32).fixed32(span.flags);
  return writer.finish();
}

/** An ExportLogsServiceRequest in protobuf; bytes stand for a LogRecord message as they are, under an empty resource. */
export function otlpLogsProtobuf(records: readonly (LogRecord | Uint8Array)[]): Uint8Array<ArrayBuffer> {
  const writer = new BinaryWriter();
  for (const record of records) message(writer, 1, (into) => writeResourceLogs(into, record));
  return writer.finish();
}

function writeResourceLogs(writer: BinaryWriter, record: LogRecord | Uint8Array): void {
  const whole = record instanceof Uint8Array ? undefined : record;
  if (whole !== undefined) message(writer, 1, (into) => writeResource(into, whole.resource));
  message(writer, 2, (scopeLogs) => {
    if (whole !== undefined) message(scopeLogs, 1, (into) => writeScope(into, whole.scope));
    scopeLogs.tag(2, LengthDelimited).bytes(record instanceof Uint8Array ? record : logRecordMessage(record));
    if (whole !== undefined) scopeLogs.tag(3, LengthDelimited).string(whole.scope.schemaUrl);
  });
  if (whole !== undefined) writer.tag(3, LengthDelimited).string(whole.resource.schemaUrl);
}

/** The LogRecord message alone. */
export function logRecordMessage(record: LogRecord): Uint8Array {
  const writer = new BinaryWriter();
  writer.tag(1, Bit64).fixed64(record.timeUnixNano);
  writer.tag(2, Varint).int32(record.severityNumber);
  writer.tag(3, LengthDelimited).string(record.severityText);
  message(writer, 5, (body) => writeAnyValue(body, record.body));
  writeAttributes(writer, 6, record.attributes);
  writer.tag(7, Varint).uint32(record.droppedAttributesCount);
  writer.tag(8, Bit32).fixed32(record.flags);
  writer.tag(9, LengthDelimited).bytes(Buffer.from(record.traceId, "hex"));
  writer.tag(10, LengthDelimited).bytes(Buffer.from(record.spanId, "hex"));
  writer.tag(11, Bit64).fixed64(record.observedUnixNano);
  writer.tag(12, LengthDelimited).string(record.eventName);
  return writer.finish();
}

function writeResource(writer: BinaryWriter, resource: Resource): void {
  writeAttributes(writer, 1, resource.attributes);
  writer.tag(2, Varint).uint32(resource.droppedAttributesCount);
}

function writeScope(writer: BinaryWriter, scope: Scope): void {
  writer.tag(1, LengthDelimited).string(scope.name);
  writer.tag(2, LengthDelimited).string(scope.version);
  writeAttributes(writer, 3, scope.attributes);
  writer.tag(4, Varint).uint32(scope.droppedAttributesCount);
}

function writeEvent(writer: BinaryWriter, event: SpanEvent): void {
  writer.tag(1, Bit64).fixed64(event.timeUnixNano);
  writer.tag(2, LengthDelimited).string(event.name);
  writeAttributes(writer, 3, event.attributes);
  writer.tag(4, Varint).uint32(event.droppedAttributesCount);
}

function writeLink(writer: BinaryWriter, link: SpanLink): void {
  writer.tag(1, LengthDelimited).bytes(Buffer.from(link.traceId, "hex"));
  writer.tag(2, LengthDelimited).bytes(Buffer.from(link.spanId, "hex"));
  writer.tag(3, LengthDelimited).string(link.traceState);
  writeAttributes(writer, 4, link.attributes);
  writer.tag(5, Varint).uint32(link.droppedAttributesCount);
  writer.tag(6, Bit32).fixed32(link.flags);
}

function writeAttributes(writer: BinaryWriter, field: number, attributes: Attributes): void {
  for (const [key, value] of Object.entries(attributes)) {
    message(writer, field, (keyValue) => {
      keyValue.tag(1, LengthDelimited).string(key);
      message(keyValue, 2, (anyValue) => writeAnyValue(anyValue, value));
    });
  }
}

function writeAnyValue(writer: BinaryWriter, value: AttributeValue): void {
  if (value === null) return;
  if (typeof value === "string") writer.tag(1, LengthDelimited).string(value);
  else if (typeof value === "boolean") writer.tag(2, Varint).bool(value);
  else if (typeof value === "bigint") writer.tag(3, Varint).int64(value);
  else if (typeof value === "number") writer.tag(4, Bit64).double(value);
  else if (value instanceof Uint8Array) writer.tag(7, LengthDelimited).bytes(value);
  else if (Array.isArray(value)) message(writer, 5, (array) => {
    for (const item of value) message(array, 1, (anyValue) => writeAnyValue(anyValue, item));
  });
  else message(writer, 6, (kvlist) => writeAttributes(kvlist, 1, value));
}

function message(writer: BinaryWriter, field: number, write: (into: BinaryWriter) => void): void {
  writer.tag(field, LengthDelimited).fork();
  write(writer);
  writer.join();
}
