import type { Span, SpanLink } from "@/lib/model/span.ts";

/**
 * A span that takes a batch may link to as many senders as the batch is long. Of each span the first links count, so that
 * a batch of thousands does not make thousands of traces one.
 */
const LINKS_PER_SPAN_MAX = 64;

/** The links of a span that are followed. */
export const linksOf = (span: Span): readonly SpanLink[] => span.links.slice(0, LINKS_PER_SPAN_MAX);

/** Other traces that spans of these traces link to. */
export function linkedTraces(spans: Iterable<Span>): string[] {
  const traceIds = new Set<string>();
  for (const span of spans) for (const link of linksOf(span)) if (link.traceId !== span.traceId) traceIds.add(link.traceId);
  return [...traceIds];
}
