import type { Span } from "@/lib/model/span.ts";
import { isOverBy } from "./clock.ts";
import { type TraceIndex, serviceOf } from "./index-trace.ts";

const NANOS_PER_MS = 1e6;

/**
 * By how many milliseconds the receiver's clock is ahead of the sender's (negative: behind), or null when nothing contradicts.
 * A call that waits for its answer holds the whole execution: what another service does for it begins after the call began
 * and before it ended. Where it does not, the clocks differ, and the execution is assumed in the middle of the call, as
 * Jaeger's clock skew adjustment does. A call that failed may have been given up before it was taken.
 */
export function skewMsBetween(trace: TraceIndex, call: Span, execution: Span): number | null {
  if (call.kind !== "client" || call.statusCode === "error" || serviceOf(call) === serviceOf(execution) || !isBelow(trace, execution, call)) return null;
  if (isOverBy(call.startUnixNano, execution.startUnixNano) && isOverBy(execution.startUnixNano, call.endUnixNano)) return null;
  const room = lengthOf(call) - lengthOf(execution);
  const expected = call.startUnixNano + (room > 0n ? room / 2n : 0n);
  return Number(execution.startUnixNano - expected) / NANOS_PER_MS;
}

const lengthOf = (span: Span): bigint => span.endUnixNano - span.startUnixNano;

function isBelow(trace: TraceIndex, span: Span, above: Span): boolean {
  for (let at = trace.parentOf(span); at !== undefined; at = trace.parentOf(at)) if (at === above) return true;
  return false;
}
