import type { Attributes } from "./attributes.ts";

export const SPAN_KINDS = ["unspecified", "internal", "server", "client", "producer", "consumer"] as const;
/** Position in the list is OTLP's `SpanKind` number. */
export type SpanKind = (typeof SPAN_KINDS)[number];

export const STATUS_CODES = ["unset", "ok", "error"] as const;
/** Position in the list is OTLP's `StatusCode` number. */
export type StatusCode = (typeof STATUS_CODES)[number];

export interface SpanEvent {
  name: string;
  timeUnixNano: bigint;
  attributes: Attributes;
  droppedAttributesCount: number;
}

export interface SpanLink {
  traceId: string;
  spanId: string;
  traceState: string;
  flags: number;
  attributes: Attributes;
  droppedAttributesCount: number;
}

export interface Resource {
  attributes: Attributes;
  droppedAttributesCount: number;
  schemaUrl: string;
}

export interface Scope {
  name: string;
  version: string;
  attributes: Attributes;
  droppedAttributesCount: number;
  schemaUrl: string;
}

/** One OTLP span with all it came with. Ids are lower-case hex (32 and 16 digits); `parentSpanId` is "" on a root. */
export interface Span {
  traceId: string;
  spanId: string;
  parentSpanId: string;
  traceState: string;
  flags: number;
  name: string;
  kind: SpanKind;
  startUnixNano: bigint;
  endUnixNano: bigint;
  statusCode: StatusCode;
  statusMessage: string;
  attributes: Attributes;
  droppedAttributesCount: number;
  events: SpanEvent[];
  droppedEventsCount: number;
  links: SpanLink[];
  droppedLinksCount: number;
  resource: Resource;
  scope: Scope;
  /** Made of an event that was told without a span of its own: it has no length and tells one thing. Never stored. */
  isMoment?: true;
}
