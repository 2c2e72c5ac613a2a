import type { Database } from "@/lib/clickhouse/open-database.ts";
import { type Attributes, jsonOf } from "@/lib/model/attributes.ts";
import type { Span } from "@/lib/model/span.ts";
import type { SpanDetail } from "@/lib/model/trace.ts";
import { rfc3339Of } from "@/lib/seams/moments.ts";
import { millisBetween } from "@/lib/seams/latency.ts";
import { serviceOf } from "@/lib/seams/trace/index-trace.ts";
import { LINKED } from "@/lib/seams/join-keys.ts";
import { alikeOf } from "@/lib/seams/outline/alike.ts";
import { findLinkingSpans } from "./find-linking-spans.ts";
import { readOutline } from "./read-outline.ts";
import { readToldSpans } from "./read-told-spans.ts";
import { TraceId } from "./trace-id.ts";

/** Everything one span came with; undefined when it is not stored. Of two spans with one id, the one that ended later. */
export async function getSpan(db: Database, { project, traceId, spanId }: { project: string; traceId: string; spanId: string }): Promise<SpanDetail | undefined> {
  if (!TraceId.safeParse(traceId).success) return undefined;
  if (spanId === "") return undefined;
  const [{ spans }, linkedFrom, read] = await Promise.all([
    readToldSpans(db, { project, traceIds: [traceId], spanId }),
    findLinkingSpans(db, { project, traceId, spanId, linkKind: LINKED }),
    readOutline(db, { project, traceId }),
  ]);
  const span = spans.toSorted((a, b) => (a.endUnixNano < b.endUnixNano ? 1 : -1))[0];
  if (span === undefined) return undefined;
  const handoffIds = read?.outline.spans[read.outline.indexOf(spanId) ?? -1]?.handoffIds ?? [];
  return { ...detailOf(span), linkedFrom, handoffIds, alike: read === undefined ? null : alikeOf(read.outline, spanId) };
}

const detailOf = (span: Span): Omit<SpanDetail, "linkedFrom" | "handoffIds" | "alike"> => ({
  traceId: span.traceId,
  spanId: span.spanId,
  parentSpanId: span.parentSpanId,
  name: span.name,
  kind: span.kind,
  service: serviceOf(span),
  scope: [span.scope.name, span.scope.version].filter((part) => part !== "").join(" "),
  startedAt: rfc3339Of(span.startUnixNano),
  durationMs: millisBetween(span.startUnixNano, span.endUnixNano) ?? 0,
  statusCode: span.statusCode,
  statusMessage: span.statusMessage,
  attributes: textsOf(span.attributes),
  resource: textsOf(span.resource.attributes),
  events: span.events.map((event) => ({ name: event.name, at: rfc3339Of(event.timeUnixNano), attributes: textsOf(event.attributes) })),
  links: span.links.map((link) => ({ traceId: link.traceId, spanId: link.spanId, attributes: textsOf(link.attributes) })),
});

const textsOf = (attributes: Attributes): Record<string, string> =>
  Object.fromEntries(Object.entries(attributes).map(([key, value]) => [key, typeof value === "string" ? value : jsonOf(value)]));
