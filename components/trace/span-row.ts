import { SPAN_WHATS_IN_ORDER } from "./span-glyph-words.ts";
import type { SpanWhat, SpanWindow } from "@/lib/model/span-window.ts";

/** One row of a waterfall, as the server told it. */
export interface SpanRow {
  id: string;
  name: string;
  lane: string;
  what: SpanWhat;
  startNs: number;
  durationNs: number;
  depth: number;
  inner: number;
  failuresInside: number;
  failed: number;
  folded: boolean;
  place: number;
  siblings: number;
  missing: { parentSpanId: string; spans: number } | undefined;
  handoffs: { ids: string[]; failed: boolean } | undefined;
}

/** The rows of a window by their places. */
export function rowsOf(window: SpanWindow): Map<number, SpanRow> {
  const missing = new Map(window.missing.map((one) => [one.row, one]));
  const handoffs = new Map(window.handoffs.map((one) => [one.row, one]));
  return new Map(
    window.ids.map((id, index): [number, SpanRow] => {
      const at = (column: readonly number[]): number => column[index] ?? 0;
      const row = window.from + index;
      return [row, {
        id,
        name: window.names[at(window.name)] ?? "",
        lane: window.lanes[at(window.lane)] ?? "",
        what: SPAN_WHATS_IN_ORDER[at(window.what)] ?? "work",
        startNs: at(window.startNs),
        durationNs: at(window.durationNs),
        depth: at(window.depth),
        inner: at(window.inner),
        failuresInside: at(window.failuresInside),
        failed: at(window.failed),
        folded: at(window.folded) === 1,
        place: at(window.place),
        siblings: at(window.siblings),
        missing: missing.get(row),
        handoffs: handoffs.get(row),
      }];
    }),
  );
}
