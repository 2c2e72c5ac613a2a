import type { SpanMap } from "@/lib/model/span-window.ts";
import { NOT_FAILED, type Outline } from "./outline.ts";

const [BANDS, STRETCHES] = [22, 240];

/**
 * The whole waterfall on a strip. Spans share a band when there are more than bands; what they cover is added up by where it begins
 * and where it ends, so that a trace of any size costs one walk.
 */
export function mapOf(outline: Outline): SpanMap {
  const { spans, durationNs, failed } = outline;
  const bands = Math.min(BANDS, Math.max(1, spans.length));
  const [all, failures] = [new Int32Array(bands * (STRETCHES + 1)), new Int32Array(bands * (STRETCHES + 1))];
  for (const [index, span] of spans.entries()) {
    const row = Math.floor((index * bands) / spans.length) * (STRETCHES + 1);
    const from = stretchAt(span.startNs / durationNs);
    const to = stretchAt((span.startNs + span.durationNs) / durationNs) + 1;
    cover(all, row, from, to);
    if (failed[index] !== NOT_FAILED) cover(failures, row, from, to);
  }
  return { durationNs, bands: Array.from({ length: bands }, (_, band) => digits(all, failures, band * (STRETCHES + 1))) };
}

const stretchAt = (part: number): number => Math.max(0, Math.min(STRETCHES - 1, Math.floor(part * STRETCHES)));

function cover(changes: Int32Array, row: number, from: number, to: number): void {
  changes[row + from] = (changes[row + from] ?? 0) + 1;
  changes[row + to] = (changes[row + to] ?? 0) - 1;
}

function digits(all: Int32Array, failures: Int32Array, row: number): string {
  let [text, spans, failing] = ["", 0, 0];
  for (let stretch = 0; stretch < STRETCHES; stretch += 1) {
    spans += all[row + stretch] ?? 0;
    failing += failures[row + stretch] ?? 0;
    text += failing > 0 ? "2" : spans > 0 ? "1" : "0";
  }
  return text;
}
