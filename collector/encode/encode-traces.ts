import type { Span } from "@/lib/model/span.ts";
import { takeTraces } from "../decode/decode.ts";
import { Intake } from "../decode/intake.ts";
import { TRACES } from "../decode/signals.ts";
import type { Encoded, Redaction } from "./encoded.ts";
import type { SpanBlock } from "./span-block.ts";
import { RowTaker } from "./wire/row-taker.ts";

/**
 * Puts the spans of an `ExportTraceServiceRequest` in protobuf into a block that has been started; never throws on any bytes. Ordinary
 * spans go from their bytes into the columns. One in which anything is unusual is read into an object, redacted and added, and what
 * is refused or noted is what `takeTraces` does without us. `now` is our clock in unix nanoseconds.
 */
export function encodeTraces(body: Uint8Array, block: SpanBlock, now: bigint, { isSuspicious, redact }: Redaction): Encoded {
  const rows = new RowTaker(body, block, now, isSuspicious);
  const intake: Intake<Span> = new Intake(TRACES.words, {
    now,
    keep(span) {
      block.addSpan(redact(span));
      return true;
    },
    takeBytes: (record, source, into) => rows.take(record, source, into),
  });
  const undecodable = takeTraces(body, "protobuf", intake);
  return { undecodable, intake };
}
