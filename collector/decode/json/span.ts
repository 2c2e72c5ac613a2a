import { noAttributes } from "@/lib/model/attributes.ts";
import type { Resource, Scope, Span, SpanEvent, SpanLink } from "@/lib/model/span.ts";
import { spanKindOf, statusCodeOf } from "../codes.ts";
import type { Intake } from "../intake.ts";
import { NAME_CHARS_MAX, VALUE_CHARS_MAX } from "../limits.ts";
import { Malformed } from "../malformed.ts";
import { settleAttributes, SpanDraft } from "../span-draft.ts";
import { readAttributes } from "./attributes.ts";
import { codeAt, idAt, listAt, objectAt, objectOf, textAt, uint32At, uint64At, type JsonObject } from "./fields.ts";

/** One span of OTLP/JSON; throws `Malformed`, and then only this span is lost. */
export function readSpan(value: unknown, resource: Resource, scope: Scope, intake: Intake): Span {
  const json = objectOf(value, "span");
  const draft = new SpanDraft(resource, scope, readAttributes(json, "attributes", intake));
  const { span } = draft;
  span.traceId = idAt(json, "traceId", "trace_id", 32);
  span.spanId = idAt(json, "spanId", "span_id", 16);
  span.parentSpanId = idAt(json, "parentSpanId", "parent_span_id", 16);
  span.traceState = textAt(json, "traceState", "trace_state", NAME_CHARS_MAX);
  span.flags = uint32At(json, "flags", "flags");
  span.name = textAt(json, "name", "name", NAME_CHARS_MAX);
  span.kind = spanKindOf(codeAt(json, "kind", "kind"), intake);
  span.startUnixNano = uint64At(json, "startTimeUnixNano", "start_time_unix_nano");
  span.endUnixNano = uint64At(json, "endTimeUnixNano", "end_time_unix_nano");
  span.droppedAttributesCount = uint32At(json, "droppedAttributesCount", "dropped_attributes_count");
  span.droppedEventsCount = uint32At(json, "droppedEventsCount", "dropped_events_count");
  span.droppedLinksCount = uint32At(json, "droppedLinksCount", "dropped_links_count");
  const status = objectAt(json, "status", "status");
  span.statusCode = statusCodeOf(codeAt(status, "code", "status"), intake);
  span.statusMessage = textAt(status, "message", "status", VALUE_CHARS_MAX);
  for (const event of listAt(json, "events", "events")) draft.events.take(() => readEvent(event, intake));
  for (const link of listAt(json, "links", "links")) draft.links.take(() => readLink(link, intake));
  return draft.finish(intake);
}

function readEvent(value: unknown, intake: Intake): SpanEvent {
  const json = objectOf(value, "events");
  const event: SpanEvent = {
    name: textAt(json, "name", "events", NAME_CHARS_MAX),
    timeUnixNano: uint64At(json, "timeUnixNano", "events"),
    attributes: noAttributes(),
    droppedAttributesCount: uint32At(json, "droppedAttributesCount", "events"),
  };
  settleAttributes(event, readAttributes(json, "events", intake), intake);
  return event;
}

/** Undefined when the link names no span, since it then links to nothing. */
function readLink(value: unknown, intake: Intake): SpanLink | undefined {
  const json = objectOf(value, "links");
  const traceId = linkIdAt(json, "traceId", 32);
  const spanId = linkIdAt(json, "spanId", 16);
  if (traceId === "" || spanId === "") return undefined;
  const link: SpanLink = {
    traceId,
    spanId,
    traceState: textAt(json, "traceState", "links", NAME_CHARS_MAX),
    flags: uint32At(json, "flags", "links"),
    attributes: noAttributes(),
    droppedAttributesCount: uint32At(json, "droppedAttributesCount", "links"),
  };
  settleAttributes(link, readAttributes(json, "links", intake), intake);
  return link;
}

function linkIdAt(json: JsonObject, key: string, digits: number): string {
  try {
    return idAt(json, key, "links", digits);
  } catch (error) {
    if (error instanceof Malformed) return "";
    throw error;
  }
}
