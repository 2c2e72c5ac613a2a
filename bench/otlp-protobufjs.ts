import protobuf from "protobufjs";
import { SPAN_KINDS, STATUS_CODES } from "@/lib/model/span.ts";

const field = (id: number, type: string, rule?: "repeated"): protobuf.IField => ({ id, type, ...(rule === undefined ? {} : { rule }) });
const KEY_VALUES = field(1, "KeyValue", "repeated");

/** The part of OTLP that traces need, as protobufjs takes it. */
const OTLP = protobuf.Root.fromJSON({
  nested: {
    ExportTraceServiceRequest: { fields: { resourceSpans: field(1, "ResourceSpans", "repeated") } },
    ResourceSpans: { fields: { resource: field(1, "Resource"), scopeSpans: field(2, "ScopeSpans", "repeated"), schemaUrl: field(3, "string") } },
    Resource: { fields: { attributes: KEY_VALUES, droppedAttributesCount: field(2, "uint32") } },
    ScopeSpans: { fields: { scope: field(1, "InstrumentationScope"), spans: field(2, "Span", "repeated"), schemaUrl: field(3, "string") } },
    InstrumentationScope: { fields: { name: field(1, "string"), version: field(2, "string"), attributes: field(3, "KeyValue", "repeated"), droppedAttributesCount: field(4, "uint32") } },
    Span: {
      fields: {
        traceId: field(1, "bytes"), spanId: field(2, "bytes"), traceState: field(3, "string"), parentSpanId: field(4, "bytes"), name: field(5, "string"), kind: field(6, "int32"),
        startTimeUnixNano: field(7, "fixed64"), endTimeUnixNano: field(8, "fixed64"), attributes: field(9, "KeyValue", "repeated"), droppedAttributesCount: field(10, "uint32"),
        events: field(11, "Event", "repeated"), droppedEventsCount: field(12, "uint32"), links: field(13, "Link", "repeated"), droppedLinksCount: field(14, "uint32"),
        status: field(15, "Status"), flags: field(16, "fixed32"),
      },
    },
    Event: { fields: { timeUnixNano: field(1, "fixed64"), name: field(2, "string"), attributes: field(3, "KeyValue", "repeated"), droppedAttributesCount: field(4, "uint32") } },
    Link: { fields: { traceId: field(1, "bytes"), spanId: field(2, "bytes"), traceState: field(3, "string"), attributes: field(4, "KeyValue", "repeated"), droppedAttributesCount: field(5, "uint32"), flags: field(6, "fixed32") } },
    Status: { fields: { message: field(2, "string"), code: field(3, "int32") } },
    KeyValue: { fields: { key: field(1, "string"), value: field(2, "AnyValue") } },
    AnyValue: {
      oneofs: { value: { oneof: ["stringValue", "boolValue", "intValue", "doubleValue", "arrayValue", "kvlistValue", "bytesValue"] } },
      fields: {
        stringValue: field(1, "string"), boolValue: field(2, "bool"), intValue: field(3, "int64"), doubleValue: field(4, "double"),
        arrayValue: field(5, "ArrayValue"), kvlistValue: field(6, "KeyValueList"), bytesValue: field(7, "bytes"),
      },
    },
    ArrayValue: { fields: { values: field(1, "AnyValue", "repeated") } },
    KeyValueList: { fields: { values: KEY_VALUES } },
  },
});
const Request = OTLP.lookupType("ExportTraceServiceRequest");

/** 64 bits as protobufjs reads them. */
interface Long { toString(): string }
interface AnyValue { value?: string; stringValue?: string; boolValue?: boolean; intValue?: Long; doubleValue?: number; arrayValue?: object; kvlistValue?: object; bytesValue?: Uint8Array }
interface KeyValue { key: string; value?: AnyValue }
interface Attributed { attributes: KeyValue[]; droppedAttributesCount: number }
interface Event extends Attributed { timeUnixNano: Long; name: string }
interface Link extends Attributed { traceId: Uint8Array; spanId: Uint8Array; traceState: string; flags: number }
interface Span extends Attributed {
  traceId: Uint8Array; spanId: Uint8Array; parentSpanId: Uint8Array; traceState: string; flags: number; name: string; kind: number;
  startTimeUnixNano: Long; endTimeUnixNano: Long; events: Event[]; droppedEventsCount: number; links: Link[]; droppedLinksCount: number;
  status?: { message: string; code: number };
}
interface Scope extends Attributed { name: string; version: string }
interface ResourceSpans { resource?: Attributed; scopeSpans: { scope?: Scope; spans: Span[]; schemaUrl: string }[]; schemaUrl: string }

/** What protobufjs makes of a request of traces, and nothing more. */
export function decodeWithProtobufjs(body: Uint8Array): { resourceSpans: ResourceSpans[] } {
  const message: unknown = Request.decode(body);
  if (!isRequest(message)) throw new Error("protobufjs decoded something else than a request");
  return message;
}

const isRequest = (message: unknown): message is { resourceSpans: ResourceSpans[] } => typeof message === "object" && message !== null && "resourceSpans" in message;

/** Rows of the table `spans` as the plain design makes them: objects for JSONEachRow. */
export function rowsWithProtobufjs(body: Uint8Array, project: string): object[] {
  const rows: object[] = [];
  for (const { resource, scopeSpans, schemaUrl } of decodeWithProtobufjs(body).resourceSpans) {
    const ofResource = resourceColumns(resource, schemaUrl);
    for (const { scope, spans, schemaUrl: scopeSchemaUrl } of scopeSpans) {
      const ofScope = { ...scopeColumns(scope), scope_schema_url: scopeSchemaUrl };
      for (const span of spans) rows.push({ project, ...ofResource, ...ofScope, ...spanColumns(span) });
    }
  }
  return rows;
}

function resourceColumns(resource: Attributed | undefined, schemaUrl: string): object {
  const { texts, types } = columnsOf(resource?.attributes);
  return { resource_attributes: texts, resource_attribute_types: types, resource_dropped_attributes_count: resource?.droppedAttributesCount ?? 0, resource_schema_url: schemaUrl };
}

function scopeColumns(scope: Scope | undefined): object {
  const { texts, types } = columnsOf(scope?.attributes);
  return { scope_name: scope?.name ?? "", scope_version: scope?.version ?? "", scope_attributes: texts, scope_attribute_types: types, scope_dropped_attributes_count: scope?.droppedAttributesCount ?? 0 };
}

function spanColumns(span: Span): object {
  const { texts, types } = columnsOf(span.attributes);
  const { events, links } = span;
  const ofEvents = events.map((event) => columnsOf(event.attributes));
  const ofLinks = links.map((link) => columnsOf(link.attributes));
  return {
    trace_id: hex(span.traceId), span_id: hex(span.spanId), parent_span_id: hex(span.parentSpanId), trace_state: span.traceState, flags: span.flags,
    name: span.name, kind: SPAN_KINDS[span.kind], start_unix_nano: span.startTimeUnixNano.toString(), end_unix_nano: span.endTimeUnixNano.toString(),
    status_code: STATUS_CODES[span.status?.code ?? 0], status_message: span.status?.message ?? "",
    attributes: texts, attribute_types: types, dropped_attributes_count: span.droppedAttributesCount,
    "events.time_unix_nano": events.map((event) => event.timeUnixNano.toString()), "events.name": events.map((event) => event.name),
    "events.attributes": ofEvents.map((columns) => columns.texts), "events.attribute_types": ofEvents.map((columns) => columns.types),
    "events.dropped_attributes_count": events.map((event) => event.droppedAttributesCount), dropped_events_count: span.droppedEventsCount,
    "links.trace_id": links.map((link) => hex(link.traceId)), "links.span_id": links.map((link) => hex(link.spanId)), "links.trace_state": links.map((link) => link.traceState),
    "links.flags": links.map((link) => link.flags), "links.attributes": ofLinks.map((columns) => columns.texts), "links.attribute_types": ofLinks.map((columns) => columns.types),
    "links.dropped_attributes_count": links.map((link) => link.droppedAttributesCount), dropped_links_count: span.droppedLinksCount,
  };
}

function columnsOf(attributes: readonly KeyValue[] = []): { texts: Record<string, string>; types: Record<string, string> } {
  const texts: Record<string, string> = {};
  const types: Record<string, string> = {};
  for (const { key, value } of attributes) {
    const type = value?.value === undefined || value.value === "stringValue" ? undefined : TYPES[value.value];
    texts[key] = textOf(value);
    if (type !== undefined) types[key] = type;
  }
  return { texts, types };
}

const TYPES: Record<string, string> = { boolValue: "bool", intValue: "int", doubleValue: "double", arrayValue: "array", kvlistValue: "kvlist", bytesValue: "bytes" };

function textOf(value: AnyValue | undefined): string {
  if (value?.value === "stringValue") return value.stringValue ?? "";
  if (value?.value === "intValue") return value.intValue?.toString() ?? "";
  if (value?.value === "doubleValue") return String(value.doubleValue);
  if (value?.value === "boolValue") return String(value.boolValue);
  return JSON.stringify(value);
}

const hex = (id: Uint8Array): string => Buffer.from(id).toString("hex");
