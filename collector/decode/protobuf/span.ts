import { BinaryReader } from "@bufbuild/protobuf/wire";
import type { Resource, Scope, Span } from "@/lib/model/span.ts";
import { spanKindOf } from "../codes.ts";
import type { Intake } from "../intake.ts";
import { NAME_CHARS_MAX } from "../limits.ts";
import { SpanDraft } from "../span-draft.ts";
import { readAttribute } from "./attributes.ts";
import { readEvent, readLink, readStatus } from "./span-parts.ts";
import { checkEnd, readFixed64, readId, readOptionalId, readText, skipField } from "./wire.ts";

const FIELDS = [
  "", "trace_id", "span_id", "trace_state", "parent_span_id", "name", "kind", "start_time_unix_nano",
  "end_time_unix_nano", "attributes", "dropped_attributes_count", "events", "dropped_events_count", "links",
  "dropped_links_count", "status", "flags",
];

/** One `Span` message; throws `Malformed` or the reader's own error, and then only this span is lost. */
export function readSpan(bytes: Uint8Array, resource: Resource, scope: Scope, intake: Intake<Span>): Span {
  const reader = new BinaryReader(bytes);
  const draft = new SpanDraft(resource, scope, intake);
  while (reader.pos < reader.len) {
    const tag = reader.uint32();
    switch (tag) {
      case 74:
        readAttribute(reader, draft.bag, intake);
        break;
      case 90:
        draft.events.take(() => readEvent(reader, intake), () => reader.bytes());
        break;
      case 106:
        draft.links.take(() => readLink(reader, intake), () => reader.bytes());
        break;
      default:
        readField(reader, tag, draft.span, intake);
    }
  }
  checkEnd(reader, reader.len, "span");
  return draft.finish(intake);
}

function readField(reader: BinaryReader, tag: number, span: Span, intake: Intake): void {
  switch (tag) {
    case 10:
      span.traceId = readId(reader, "trace_id", 16);
      break;
    case 18:
      span.spanId = readId(reader, "span_id", 8);
      break;
    case 26:
      span.traceState = readText(reader, NAME_CHARS_MAX, intake);
      break;
    case 34:
      span.parentSpanId = readOptionalId(reader, "parent_span_id", 8);
      break;
    case 42:
      span.name = readText(reader, NAME_CHARS_MAX, intake);
      break;
    case 48:
      span.kind = spanKindOf(reader.int32(), intake);
      break;
    case 57:
      span.startUnixNano = readFixed64(reader);
      break;
    case 65:
      span.endUnixNano = readFixed64(reader);
      break;
    case 80:
      span.droppedAttributesCount = reader.uint32();
      break;
    case 96:
      span.droppedEventsCount = reader.uint32();
      break;
    case 112:
      span.droppedLinksCount = reader.uint32();
      break;
    case 122:
      readStatus(reader, span, intake);
      break;
    case 133:
      span.flags = reader.fixed32();
      break;
    default:
      skipField(reader, tag, FIELDS);
  }
}
