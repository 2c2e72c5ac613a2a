import { decodeTraces } from "@/collector/decode/decode.ts";
import type { Span } from "@/lib/model/span.ts";
import { type CaptureName, readCapture } from "./read-capture.ts";

/** The spans of a recording, decoded as the collector does; throws when one of them is refused. */
export function recordedSpans(capture: CaptureName): Span[] {
  return readCapture(capture).flatMap((body) => {
    const decoded = decodeTraces(new TextEncoder().encode(body), "json");
    if (decoded.kind !== "spans") throw new Error(`${capture}: ${decoded.kind}`);
    if (decoded.rejected.count > 0) throw new Error(`${capture}: ${decoded.rejected.reasons.join("; ")}`);
    return decoded.spans;
  });
}
