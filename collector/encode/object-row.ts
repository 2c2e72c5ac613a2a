import type { Span, SpanEvent, SpanLink } from "@/lib/model/span.ts";
import type { ByteBuffer } from "./byte-buffer.ts";
import type { SpanColumns } from "./columns/span-columns.ts";
import { addAttributes, addWord } from "./object-values.ts";
import { appendString } from "./text-bytes.ts";

/** Writes the values of one row, except those of resource and scope. */
export function writeSpan(span: Span, columns: SpanColumns): void {
  const { words } = columns;
  columns.traceId.values.ascii(span.traceId);
  columns.spanId.values.ascii(span.spanId);
  appendString(columns.parentSpanId.values, span.parentSpanId);
  appendString(columns.traceState.values, span.traceState);
  columns.flags.values.uint32(span.flags);
  addWord(columns.name, span.name, words);
  addWord(columns.kind, span.kind, words);
  appendUint64(columns.start.values, span.startUnixNano);
  appendUint64(columns.end.values, span.endUnixNano);
  addWord(columns.statusCode, span.statusCode, words);
  appendString(columns.statusMessage.values, span.statusMessage);
  addAttributes(columns.attributes, span.attributes, words);
  columns.dropped.values.uint32(span.droppedAttributesCount);
  for (const event of span.events) writeEvent(event, columns);
  columns.droppedEvents.values.uint32(span.droppedEventsCount);
  for (const link of span.links) writeLink(link, columns);
  columns.droppedLinks.values.uint32(span.droppedLinksCount);
}

function writeEvent(event: SpanEvent, { events, words }: SpanColumns): void {
  appendUint64(events.time.values, event.timeUnixNano);
  addWord(events.name, event.name, words);
  addAttributes(events.attributes, event.attributes, words);
  events.dropped.values.uint32(event.droppedAttributesCount);
}

function writeLink(link: SpanLink, { links, words }: SpanColumns): void {
  appendString(links.traceId.values, link.traceId);
  appendString(links.spanId.values, link.spanId);
  appendString(links.traceState.values, link.traceState);
  links.flags.values.uint32(link.flags);
  addAttributes(links.attributes, link.attributes, words);
  links.dropped.values.uint32(link.droppedAttributesCount);
}

function appendUint64(into: ByteBuffer, value: bigint): void {
  into.uint64(Number(BigInt.asUintN(32, value)), Number(BigInt.asUintN(32, value >> 32n)));
}
