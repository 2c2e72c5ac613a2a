import type { BoxChoice } from "@/components/seam/heatmap-cells.ts";
import type { LatencyBox } from "@/lib/queries/seams/latency-box.ts";
import type { SeamParams } from "./search-params.ts";

/** The box of time and latency that the address chooses; undefined when it is not whole. */
export function boxOf({ boxFrom, boxTo, minMs, maxMs, took }: SeamParams): LatencyBox | undefined {
  if (boxFrom === undefined || boxTo === undefined || boxFrom >= boxTo) return undefined;
  if (took === "none") return { from: boxFrom, to: boxTo, minMs: 0, maxMs: 0, unmeasured: true };
  if (minMs === undefined || maxMs === undefined || minMs >= maxMs) return undefined;
  return { from: boxFrom, to: boxTo, minMs, maxMs, unmeasured: false };
}

/** The same as the heatmap has it. */
export function choiceOf(box: LatencyBox | undefined): BoxChoice | undefined {
  if (box === undefined) return undefined;
  const { from, to, minMs, maxMs, unmeasured } = box;
  return { fromMs: from.getTime(), toMs: to.getTime(), latency: unmeasured ? "unmeasured" : { minMs, maxMs } };
}
