import type { SpanDetail } from "@/lib/model/trace.ts";
import type { Outline } from "./outline.ts";

/** How long the spans of this one's name take in its trace, by nearest rank, and how many of them it outlasts; null when it is the only one. */
export function alikeOf(outline: Outline, spanId: string): SpanDetail["alike"] {
  const own = outline.spans[outline.indexOf(spanId) ?? -1];
  const durations = outline.spans.filter((span) => span.name === own?.name).map((span) => span.durationNs).toSorted((a, b) => a - b);
  if (own === undefined || durations.length < 2) return null;
  const rank = (part: number): number => (durations[Math.max(0, Math.ceil(part * durations.length) - 1)] ?? 0) / 1e6;
  return { spans: durations.length, p50Ms: rank(0.5), p95Ms: rank(0.95), quicker: durations.filter((duration) => duration < own.durationNs).length };
}
