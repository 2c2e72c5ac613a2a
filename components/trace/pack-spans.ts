import type { TraceSpan } from "@/lib/model/trace.ts";

/** Spans by column, every name once: a third of the bytes of a list of objects, for traces of many thousand spans. */
export interface PackedSpans {
  names: string[];
  lanes: string[];
  ids: string[];
  name: number[];
  lane: number[];
  startNs: number[];
  durationNs: number[];
  depth: number[];
  errors: number[];
  handoffs: [number, string[]][];
}

/** The spans of a waterfall, in its order, packed for the browser. */
export function packSpans(spans: readonly TraceSpan[]): PackedSpans {
  const names = numbered();
  const lanes = numbered();
  return {
    ids: spans.map((span) => span.spanId),
    name: spans.map((span) => names.of(span.name)),
    lane: spans.map((span) => lanes.of(span.lane)),
    startNs: spans.map((span) => span.startNs),
    durationNs: spans.map((span) => span.durationNs),
    depth: spans.map((span) => span.depth),
    errors: spans.flatMap((span, index) => (span.status === "error" ? [index] : [])),
    handoffs: spans.flatMap((span, index): [number, string[]][] => (span.handoffIds.length > 0 ? [[index, span.handoffIds]] : [])),
    names: names.all,
    lanes: lanes.all,
  };
}

function numbered(): { of: (text: string) => number; all: string[] } {
  const all: string[] = [];
  const numbers = new Map<string, number>();
  const of = (text: string): number => {
    const known = numbers.get(text);
    if (known !== undefined) return known;
    numbers.set(text, all.length);
    return all.push(text) - 1;
  };
  return { of, all };
}
