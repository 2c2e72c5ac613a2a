import { SPAN_KINDS, STATUS_CODES } from "@/lib/model/span.ts";
import { type AnyValue, type KeyValue, type Request, type Resource, type Scope, type Span, TRACE_REQUEST } from "./otlp-trace.ts";

/** protobufjs's objects; the type is what the schema says. */
export function decodeByProtobufjs(body: Uint8Array): Request {
  const request: unknown = TRACE_REQUEST.decode(body);
  if (!isRequest(request)) throw new Error("protobufjs gave no request");
  return request;
}

const isRequest = (request: unknown): request is Request => typeof request === "object" && request !== null && "resourceSpans" in request;

/** The text of JSONEachRow of the same columns that we write, made from protobufjs's objects. */
export const rowsByProtobufjs = (body: Uint8Array): string => rowObjectsByProtobufjs(body).map((row) => JSON.stringify(row)).join("\n");

/** The same rows as objects. */
export function rowObjectsByProtobufjs(body: Uint8Array): Record<string, unknown>[] {
  const rows: Record<string, unknown>[] = [];
  for (const { resource, schemaUrl, scopeSpans } of decodeByProtobufjs(body).resourceSpans) {
    for (const part of scopeSpans) {
      for (const span of part.spans) rows.push(rowOf(span, { resource, resourceUrl: schemaUrl, scope: part.scope, scopeUrl: part.schemaUrl }));
    }
  }
  return rows;
}

interface Source {
  resource: Resource | undefined;
  resourceUrl: string;
  scope: Scope | undefined;
  scopeUrl: string;
}

function rowOf(span: Span, { resource, resourceUrl, scope, scopeUrl }: Source): Record<string, unknown> {
  const attributes = mapsOf(span.attributes);
  const ofEvents = span.events.map((event) => mapsOf(event.attributes));
  const ofLinks = span.links.map((link) => mapsOf(link.attributes));
  const ofResource = mapsOf(resource?.attributes ?? []);
  const ofScope = mapsOf(scope?.attributes ?? []);
  return {
    project: "default",
    trace_id: hex(span.traceId), span_id: hex(span.spanId), parent_span_id: hex(span.parentSpanId), trace_state: span.traceState, flags: span.flags,
    name: span.name, kind: SPAN_KINDS[span.kind], start_unix_nano: span.startTimeUnixNano.toString(), end_unix_nano: span.endTimeUnixNano.toString(),
    status_code: STATUS_CODES[span.status?.code ?? 0], status_message: span.status?.message ?? "",
    attributes: attributes.texts, attribute_types: attributes.types, dropped_attributes_count: span.droppedAttributesCount,
    "events.time_unix_nano": span.events.map((event) => event.timeUnixNano.toString()), "events.name": span.events.map((event) => event.name),
    "events.attributes": ofEvents.map(({ texts }) => texts), "events.attribute_types": ofEvents.map(({ types }) => types),
    "events.dropped_attributes_count": span.events.map((event) => event.droppedAttributesCount), dropped_events_count: span.droppedEventsCount,
    "links.trace_id": span.links.map((link) => hex(link.traceId)), "links.span_id": span.links.map((link) => hex(link.spanId)),
    "links.trace_state": span.links.map((link) => link.traceState), "links.flags": span.links.map((link) => link.flags),
    "links.attributes": ofLinks.map(({ texts }) => texts), "links.attribute_types": ofLinks.map(({ types }) => types),
    "links.dropped_attributes_count": span.links.map((link) => link.droppedAttributesCount), dropped_links_count: span.droppedLinksCount,
    resource_attributes: ofResource.texts, resource_attribute_types: ofResource.types, resource_dropped_attributes_count: resource?.droppedAttributesCount ?? 0,
    resource_schema_url: resourceUrl, scope_name: scope?.name ?? "", scope_version: scope?.version ?? "",
    scope_attributes: ofScope.texts, scope_attribute_types: ofScope.types, scope_dropped_attributes_count: scope?.droppedAttributesCount ?? 0, scope_schema_url: scopeUrl,
  };
}

function mapsOf(attributes: readonly KeyValue[]): { texts: Record<string, string>; types: Record<string, string> } {
  const texts: Record<string, string> = {};
  const types: Record<string, string> = {};
  for (const { key, value } of attributes) {
    const [text, type] = textOf(value);
    texts[key] = text;
    if (type !== "") types[key] = type;
  }
  return { texts, types };
}

function textOf(value: AnyValue | undefined): [string, string] {
  if (value?.stringValue !== undefined) return [value.stringValue, ""];
  if (value?.intValue !== undefined) return [value.intValue.toString(), "int"];
  if (value?.doubleValue !== undefined) return [String(value.doubleValue), "double"];
  if (value?.boolValue !== undefined) return [String(value.boolValue), "bool"];
  if (value?.bytesValue !== undefined) return [Buffer.from(value.bytesValue).toString("base64"), "bytes"];
  if (value?.arrayValue !== undefined) return [JSON.stringify(value), "array"];
  return value?.kvlistValue === undefined ? ["", "empty"] : [JSON.stringify(value), "kvlist"];
}

const hex = (bytes: Uint8Array): string => (bytes.length === 0 ? "" : Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).toString("hex"));
