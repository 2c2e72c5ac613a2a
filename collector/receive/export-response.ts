import { BinaryWriter, WireType } from "@bufbuild/protobuf/wire";
import type { Signal } from "./answer.ts";
import type { Encoding } from "./encoding.ts";
import { shorten } from "./rpc-status.ts";

/** What JSON calls the number of rejected records; in protobuf all are field 1. */
const REJECTED = { traces: "rejectedSpans", logs: "rejectedLogRecords" } as const satisfies Record<Signal, string>;

/** The `Export…ServiceResponse` of a signal; without rejected records and message its `partial_success` is unset. */
export function encodeExportResponse(taken: { rejected: number; message: string }, encoding: Encoding, signal: Signal): Uint8Array {
  const { rejected } = taken;
  const message = shorten(taken.message);
  const isPartial = rejected > 0 || message !== "";
  if (encoding === "json") {
    return new TextEncoder().encode(JSON.stringify(isPartial ? { partialSuccess: { [REJECTED[signal]]: String(rejected), errorMessage: message } } : {}));
  }
  const writer = new BinaryWriter();
  if (isPartial) {
    writer.tag(1, WireType.LengthDelimited).fork();
    if (rejected > 0) writer.tag(1, WireType.Varint).int64(rejected);
    writer.tag(2, WireType.LengthDelimited).string(message).join();
  }
  return writer.finish();
}
