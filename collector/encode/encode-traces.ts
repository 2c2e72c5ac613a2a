import { decodeTraces } from "../decode/decode.ts";
import type { Encoded, Redaction } from "./encoded.ts";
import type { SpanBlock } from "./span-block.ts";

/** Puts the spans of an `ExportTraceServiceRequest` in protobuf into a block that has been started; never throws on any bytes. */
export function encodeTraces(body: Uint8Array, block: SpanBlock, redaction: Redaction): Encoded {
  const decoded = decodeTraces(body, "protobuf");
  if (decoded.kind === "undecodable") return decoded;
  for (const span of decoded.spans) block.addSpan(redaction.redact(span));
  return { kind: "encoded", rejected: decoded.rejected, warnings: decoded.warnings };
}
