import { noAttributes } from "@/lib/model/attributes.ts";
import type { LogRecord } from "@/lib/model/log-record.ts";
import type { Resource, Scope, Span } from "@/lib/model/span.ts";

/** A resource with nothing set. Spans point to it before it is read, since protobuf fields may come in any order. */
export const blankResource = (): Resource => ({ attributes: noAttributes(), droppedAttributesCount: 0, schemaUrl: "" });

/** A scope with nothing set; see `blankResource`. */
export const blankScope = (): Scope => ({ name: "", version: "", ...blankResource() });

/** A span with OTLP's defaults, to be filled in. */
export function blankSpan(resource: Resource, scope: Scope): Span {
  return {
    traceId: "",
    spanId: "",
    parentSpanId: "",
    traceState: "",
    flags: 0,
    name: "",
    kind: "unspecified",
    startUnixNano: 0n,
    endUnixNano: 0n,
    statusCode: "unset",
    statusMessage: "",
    attributes: noAttributes(),
    droppedAttributesCount: 0,
    events: [],
    droppedEventsCount: 0,
    links: [],
    droppedLinksCount: 0,
    resource,
    scope,
  };
}

/** A log record with OTLP's defaults, to be filled in. */
export const blankLogRecord = (resource: Resource, scope: Scope): LogRecord => ({
  traceId: "",
  spanId: "",
  flags: 0,
  timeUnixNano: 0n,
  observedUnixNano: 0n,
  severityNumber: 0,
  severityText: "",
  eventName: "",
  body: null,
  attributes: noAttributes(),
  droppedAttributesCount: 0,
  resource,
  scope,
});
