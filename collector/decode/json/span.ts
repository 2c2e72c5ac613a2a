import { noAttributes } from "@/lib/model/attributes.ts";
import type { Resource, Scope, Span, SpanEvent, SpanLink } from "@/lib/model/span.ts";
import { AttributeBag } from "../capped.ts";
import { spanKindOf, statusCodeOf } from "../codes.ts";
import type { Intake } from "../intake.ts";
import { EVENTS_MAX, LINKS_MAX, NAME_CHARS_MAX, VALUE_CHARS_MAX } from "../limits.ts";
import { Malformed } from "../malformed.ts";
import { settleAttributes, SpanDraft } from "../span-draft.ts";
import { readAttributes } from "./attributes.ts";
import { codeAt, idAt, listAt, objectAt, objectOf, textAt, uint32At, uint64At, type JsonObject } from "./fields.ts";

/** One span of OTLP/JSON; throws `Malformed`, and then only this span is lost. */
export function readSpan(value: unknown, resource: Resource, scope: Scope, intake: Intake<Span>): Span {
  const json = objectOf(value, "span");
  const draft = new SpanDraft(resource, scope, intake);
  const { span } = draft;
  const limit = { charsMax: NAME_CHARS_MAX, intake };
  readAttributes(json, "attributes", draft.bag, intake);
  span.traceId = idAt(json, "traceId", "trace_id", 32);
  span.spanId = idAt(json, "spanId", "span_id", 16);
  span.parentSpanId = idAt(json, "parentSpanId", "parent_span_id", 16);
  span.traceState = textAt(json, "traceState", "trace_state", limit);
  span.flags = uint32At(json, "flags", "flags");
  span.name = textAt(json, "name", "name", limit);
  span.kind = spanKindOf(codeAt(json, "kind", "kind"), intake);
  span.startUnixNano = uint64At(json, "startTimeUnixNano", "start_time_unix_nano");
  span.endUnixNano = uint64At(json, "endTimeUnixNano", "end_time_unix_nano");
  span.droppedAttributesCount = uint32At(json, "droppedAttributesCount", "dropped_attributes_count");
  span.droppedEventsCount = uint32At(json, "droppedEventsCount", "dropped_events_count");
  span.droppedLinksCount = uint32At(json, "droppedLinksCount", "dropped_links_count");
  const status = objectAt(json, "status", "status");
  span.statusCode = statusCodeOf(codeAt(status, "code", "status"), intake);
  span.statusMessage = textAt(status, "message", "status", { charsMax: VALUE_CHARS_MAX, intake });
  draft.events.takeAll(listAt(json, "events", "events", EVENTS_MAX), (event) => readEvent(event, intake));
  draft.links.takeAll(listAt(json, "links", "links", LINKS_MAX), (link) => readLink(link, intake));
  return draft.finish(intake);
}

function readEvent(value: unknown, intake: Intake): SpanEvent {
  const json = objectOf(value, "events");
  const event: SpanEvent = {
    name: textAt(json, "name", "events", { charsMax: NAME_CHARS_MAX, intake }),
    timeUnixNano: uint64At(json, "timeUnixNano", "events"),
    attributes: noAttributes(),
    droppedAttributesCount: uint32At(json, "droppedAttributesCount", "events"),
  };
  settleAttributes(event, readAttributes(json, "events", new AttributeBag(), intake), intake);
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
    traceState: textAt(json, "traceState", "links", { charsMax: NAME_CHARS_MAX, intake }),
    flags: uint32At(json, "flags", "links"),
    attributes: noAttributes(),
    droppedAttributesCount: uint32At(json, "droppedAttributesCount", "links"),
  };
  settleAttributes(link, readAttributes(json, "links", new AttributeBag(), intake), intake);
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
