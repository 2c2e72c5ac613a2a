import type { BinaryReader } from "@bufbuild/protobuf/wire";
import { noAttributes } from "@/lib/model/attributes.ts";
import type { Span, SpanEvent, SpanLink } from "@/lib/model/span.ts";
import { AttributeBag } from "../capped.ts";
import { statusCodeOf } from "../codes.ts";
import type { Intake } from "../intake.ts";
import { NAME_CHARS_MAX, VALUE_CHARS_MAX } from "../limits.ts";
import { settleAttributes } from "../span-draft.ts";
import { readAttribute } from "./attributes.ts";
import { checkEnd, messageEnd, readFixed64, readLinkId, readText, skipField } from "./wire.ts";

const EVENT = ["", ...Array.from({ length: 4 }, () => "events")];
const LINK = ["", ...Array.from({ length: 6 }, () => "links")];
const STATUS = ["", "", "status", "status"];

/** One `Span.Event` message. */
export function readEvent(reader: BinaryReader, intake: Intake): SpanEvent {
  const end = messageEnd(reader);
  const event: SpanEvent = { name: "", timeUnixNano: 0n, attributes: noAttributes(), droppedAttributesCount: 0 };
  const bag = new AttributeBag();
  while (reader.pos < end) {
    const tag = reader.uint32();
    if (tag === 9) event.timeUnixNano = readFixed64(reader);
    else if (tag === 18) event.name = readText(reader, NAME_CHARS_MAX, intake);
    else if (tag === 26) readAttribute(reader, bag, intake);
    else if (tag === 32) event.droppedAttributesCount = reader.uint32();
    else skipField(reader, tag, EVENT);
  }
  checkEnd(reader, end, "events");
  settleAttributes(event, bag, intake);
  return event;
}

/** One `Span.Link` message; undefined when it names no span, since it then links to nothing. */
export function readLink(reader: BinaryReader, intake: Intake): SpanLink | undefined {
  const end = messageEnd(reader);
  const link: SpanLink = { traceId: "", spanId: "", traceState: "", flags: 0, attributes: noAttributes(), droppedAttributesCount: 0 };
  const bag = new AttributeBag();
  while (reader.pos < end) {
    const tag = reader.uint32();
    if (tag === 10) link.traceId = readLinkId(reader, 16);
    else if (tag === 18) link.spanId = readLinkId(reader, 8);
    else if (tag === 26) link.traceState = readText(reader, NAME_CHARS_MAX, intake);
    else if (tag === 34) readAttribute(reader, bag, intake);
    else if (tag === 40) link.droppedAttributesCount = reader.uint32();
    else if (tag === 53) link.flags = reader.fixed32();
    else skipField(reader, tag, LINK);
  }
  checkEnd(reader, end, "links");
  settleAttributes(link, bag, intake);
  return link.traceId === "" || link.spanId === "" ? undefined : link;
}

/** The `Status` message of a span. */
export function readStatus(reader: BinaryReader, span: Span, intake: Intake): void {
  const end = messageEnd(reader);
  while (reader.pos < end) {
    const tag = reader.uint32();
    if (tag === 18) span.statusMessage = readText(reader, VALUE_CHARS_MAX, intake);
    else if (tag === 24) span.statusCode = statusCodeOf(reader.int32(), intake);
    else skipField(reader, tag, STATUS);
  }
  checkEnd(reader, end, "status");
}
