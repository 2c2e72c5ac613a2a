import { BinaryReader, WireType } from "@bufbuild/protobuf/wire";
import type { SignalName } from "../signals.ts";

/**
 * The signal of the request's first record, else undefined. The three export requests have the same shape down to the
 * record, so a wrong path shows only in the record's fields: field 1 of a LogRecord is a fixed64 (11 too), 7 and 8 of a Span
 * are, and 7, 10 and 12 of a Metric are messages where a Span has fixed64, varint and varint.
 */
export function signalIn(bytes: Uint8Array): SignalName | undefined {
  try {
    const record = [1, 2, 2].reduce<Uint8Array | undefined>((message, number) => message && messageAt(message, number), bytes);
    return record && signalOf(record);
  } catch {
    return undefined; // It was not decodable as a record either; the caller has a better reason already.
  }
}

function messageAt(bytes: Uint8Array, number: number): Uint8Array | undefined {
  const reader = new BinaryReader(bytes);
  while (reader.pos < reader.len) {
    const [field, wireType] = reader.tag();
    if (field === number && wireType === WireType.LengthDelimited) return reader.bytes();
    reader.skip(wireType, field);
  }
  return undefined;
}

function signalOf(record: Uint8Array): SignalName | undefined {
  const wireTypes = wireTypesOf(record);
  const has = (field: number, wireType: WireType) => wireTypes.get(field) === wireType;
  if (has(1, WireType.Bit64) || has(11, WireType.Bit64)) return "logs";
  if (has(7, WireType.Bit64) || has(8, WireType.Bit64)) return "traces";
  const isMessage = (field: number) => has(field, WireType.LengthDelimited);
  const isGauge = isMessage(5) && !wireTypes.has(7) && !wireTypes.has(8);
  return isMessage(7) || isMessage(10) || isMessage(12) || isGauge ? "metrics" : undefined;
}

function wireTypesOf(bytes: Uint8Array): Map<number, WireType> {
  const reader = new BinaryReader(bytes);
  const wireTypes = new Map<number, WireType>();
  while (reader.pos < reader.len) {
    const [field, wireType] = reader.tag();
    wireTypes.set(field, wireType);
    reader.skip(wireType, field);
  }
  return wireTypes;
}
