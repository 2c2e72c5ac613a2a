import { attributesOf, jsonOf, textOf, type Attributes, type AttributeValue } from "@/lib/model/attributes.ts";
import { groupBy } from "@/lib/model/group-by.ts";
import { eventNameOf, factsOf, momentOf, type LogRecord } from "@/lib/model/log-record.ts";
import { isHandoffEvent } from "@/lib/model/read-logs.ts";
import type { Resource, Scope, Span, SpanEvent } from "@/lib/model/span.ts";
import { handoffIdOf } from "../explicit/handoff-id.ts";
import { digestOf } from "../payload/make-payload.ts";

/** An event of a span, or one that was logged; `spanId` is "" where the record names none. */
interface Told extends SpanEvent {
  traceId: string;
  spanId: string;
  resource: Resource;
  scope: Scope;
}

const keyOf = ({ traceId, spanId }: { traceId: string; spanId: string }): string => `${traceId} ${spanId}`;

/**
 * Spans with what was logged about them. A record of a span that is there becomes an event of it. An event that names a handoff
 * of its own (a record without such a span, or whose `handoff.id` is not for the span to tell) becomes a *moment*: a span without
 * length that tells its one leg. Other records wait for their span. The answer depends on the sets alone, not on their order.
 */
export function joinLogs(spans: readonly Span[], records: readonly LogRecord[]): Span[] {
  if (records.length === 0 && !spans.some((span) => span.events.length > 0 || "handoff.event" in span.attributes)) return [...spans];
  const present = new Set(spans.map(keyOf));
  const events = new Map<string, Told[]>();
  const moments = new Map<string, Span>();
  for (const told of [...spans.flatMap(foreignEventsOf), ...inOrder(records.map(toldBy))]) {
    if (tellsOfHandoff(told)) {
      const moment = momentOfHandoff(told);
      moments.set(keyOf(moment), moment);
    } else if (present.has(keyOf(told))) {
      const known = events.get(keyOf(told));
      if (known === undefined) events.set(keyOf(told), [told]);
      else known.push(told);
    }
  }
  return [...spans.map((span) => withEvents(asTold(span), events.get(keyOf(span)) ?? [])), ...moments.values()];
}

/** Logging contexts put these on every line, which then only mentions the handoff. */
const MENTIONS = new Set(["handoff.id", "handoff.correlation_id"]);

function tellsOfHandoff({ name, attributes }: Told): boolean {
  if (name.startsWith("gen_ai.") || handoffIdOf(attributes) === undefined) return false;
  return isHandoffEvent(name) || Object.keys(attributes).some((key) => isHandoffEvent(key) && !MENTIONS.has(key));
}

/** A span that was only made to carry one event is no more than the event. */
function asTold(span: Span): Span {
  const event = textOf(span.attributes["handoff.event"]);
  return event === undefined || !isHandoffEvent(event) ? span : { ...span, name: event, attributes: factsOfMoment(event, span.attributes), isMoment: true };
}

/** Events on a span that speak of a handoff which the span itself does not. */
function foreignEventsOf(span: Span): Told[] {
  const own = handoffIdOf(span.attributes);
  const foreign = span.events.filter((event) => {
    const id = isHandoffEvent(event.name) ? handoffIdOf(event.attributes) : undefined;
    return id !== undefined && id !== own;
  });
  return foreign.map((event) => ({ ...event, traceId: span.traceId, spanId: span.spanId, resource: span.resource, scope: span.scope }));
}

const toldBy = (record: LogRecord): Told => ({
  traceId: record.traceId, spanId: record.spanId, name: eventNameOf(record), timeUnixNano: momentOf(record), attributes: factsOf(record),
  droppedAttributesCount: record.droppedAttributesCount, resource: record.resource, scope: record.scope,
});

const contentOf = ({ name, timeUnixNano, attributes }: Told): string => `${timeUnixNano.toString().padStart(20, "0")} ${name} ${jsonOf(attributes)}`;

/** By time, then content; of records that say the same of the same span, one. */
function inOrder(all: readonly Told[]): Told[] {
  const byContent = groupBy(all, (told) => `${contentOf(told)} ${keyOf(told)}`);
  return [...byContent].toSorted(([a], [b]) => (a < b ? -1 : 1)).flatMap(([, same]) => same.slice(0, 1));
}

function withEvents(span: Span, told: readonly Told[]): Span {
  if (told.length === 0) return span;
  const events = told.map(({ name, timeUnixNano, attributes, droppedAttributesCount }) => ({ name, timeUnixNano, attributes, droppedAttributesCount }));
  return { ...span, events: [...span.events, ...events] };
}

function momentOfHandoff(told: Told): Span {
  const { traceId, name, timeUnixNano, attributes, resource, scope } = told;
  return {
    traceId,
    spanId: digestOf(`${keyOf(told)} ${contentOf(told)} ${jsonOf(resource.attributes)}`).slice(0, 16),
    parentSpanId: told.spanId,
    traceState: "",
    flags: 0,
    name: name === "" ? "handoff" : name,
    kind: "internal",
    startUnixNano: timeUnixNano,
    endUnixNano: timeUnixNano,
    statusCode: "unset",
    statusMessage: "",
    attributes: factsOfMoment(name, attributes),
    droppedAttributesCount: told.droppedAttributesCount,
    events: [],
    droppedEventsCount: 0,
    links: [],
    droppedLinksCount: 0,
    resource,
    scope,
    isMoment: true,
  };
}

/** What SDKs put on every record of an agent's run would make a run of the moment. */
const OF_RUNS = new Set(["gen_ai.operation.name", "openinference.span.kind"]);

function factsOfMoment(name: string, told: Attributes): Attributes {
  const own = Object.entries(told).filter(([key]) => !OF_RUNS.has(key));
  return attributesOf([...impliedBy(name, told), ...own]);
}

/** What an event's name says without an attribute. */
function impliedBy(name: string, { message }: Attributes): [string, AttributeValue][] {
  if (name === "handoff.truncated") return [["handoff.truncation.applied", true]];
  if (name === "handoff.fallback") return [["handoff.fallback.used", true]];
  return name === "handoff.warning" && typeof message === "string" ? [["handoff.warnings", [message]]] : [];
}
