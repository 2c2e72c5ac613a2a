import type { Attributes } from "@/lib/model/attributes.ts";
import type { Resource, Scope, Span, SpanEvent, SpanLink } from "@/lib/model/span.ts";
import { blankSpan } from "./blank.ts";
import { addDropped, AttributeBag, CappedList } from "./capped.ts";
import type { Intake } from "./intake.ts";
import { EVENTS_MAX, LINKS_MAX } from "./limits.ts";
import { Malformed } from "./malformed.ts";
import { oddTimes } from "./times.ts";

/** A span while it is read: what is common to both encodings stands here. */
export class SpanDraft {
  readonly span: Span;
  readonly bag = new AttributeBag();
  readonly events = new CappedList<SpanEvent>(EVENTS_MAX);
  readonly links = new CappedList<SpanLink>(LINKS_MAX);

  constructor(resource: Resource, scope: Scope, intake: Intake<Span>) {
    this.span = blankSpan(resource, scope);
    this.span.attributes = this.bag.attributes;
    intake.reading(this.span);
  }

  /** The whole span; throws `Malformed` when an id never came. */
  finish(intake: Intake): Span {
    const { span, events, links } = this;
    if (span.traceId === "") throw new Malformed("trace_id", "16 bytes", "nothing");
    if (span.spanId === "") throw new Malformed("span_id", "8 bytes", "nothing");
    settleAttributes(span, this.bag, intake);
    span.events = events.items;
    span.droppedEventsCount = addDropped(span.droppedEventsCount, events.leftOut);
    span.links = links.items;
    span.droppedLinksCount = addDropped(span.droppedLinksCount, links.leftOut);
    if (events.leftOut > 0) intake.warn("events");
    if (links.leftOut > 0) intake.warn("links");
    for (const odd of oddTimes(span.startUnixNano, span.endUnixNano, intake.now)) intake.warn(odd);
    if (span.parentSpanId === span.spanId) intake.warn("own_parent");
    return span;
  }
}

/** Gives the bag's attributes to their owner, whose dropped count is that of the sender by now. */
export function settleAttributes(
  owner: { attributes: Attributes; droppedAttributesCount: number },
  bag: AttributeBag,
  intake: Intake,
): void {
  owner.attributes = bag.attributes;
  owner.droppedAttributesCount = addDropped(owner.droppedAttributesCount, bag.leftOut);
  if (bag.leftOut > 0) intake.warn("attributes");
}
