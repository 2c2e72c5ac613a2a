import { BinaryWriter, WireType } from "@bufbuild/protobuf/wire";
import type { Encoding } from "./encoding.ts";

/**
 * What a sender is told, in the words of OTLP/HTTP 1.11. `taken`: all records but `rejected` were taken, and `message`
 * ("" for none) says what is wrong with those or warns. `refused`: sending the same again is in vain. `busy`: it is not.
 */
export type Answer =
  | { kind: "taken"; rejected: number; message: string }
  | { kind: "refused"; status: keyof typeof STATUS_CODES; message: string; allow?: string }
  | { kind: "busy"; retryAfterS: number; message: string };

/** The `google.rpc.Code` that goes with each HTTP status a sender must not retry. */
const STATUS_CODES = { 400: 3, 404: 5, 405: 12, 413: 8, 415: 3, 500: 13 } as const;
const UNAVAILABLE = 14;

/** The signals that are taken, and what JSON calls the number of their records that were rejected; in protobuf all are field 1. */
const REJECTED = { traces: "rejectedSpans", logs: "rejectedLogRecords" } as const;
export type Signal = keyof typeof REJECTED;

/** Status, headers and body of an answer; the `Export…ServiceResponse` of the signal on success, else `google.rpc.Status`. */
export function encodeAnswer(answer: Answer, encoding: Encoding, signal: Signal): { status: number; headers: Record<string, string>; body: Uint8Array } {
  const { kind, message } = answer;
  if (kind === "taken") return { status: 200, headers: {}, body: responseBody(answer, encoding, signal) };
  if (kind === "busy") {
    return { status: 503, headers: { "retry-after": String(answer.retryAfterS) }, body: statusBody(UNAVAILABLE, message, encoding) };
  }
  const headers: Record<string, string> = answer.allow === undefined ? {} : { allow: answer.allow };
  return { status: answer.status, headers, body: statusBody(STATUS_CODES[answer.status], message, encoding) };
}

function responseBody({ rejected, message }: { rejected: number; message: string }, encoding: Encoding, signal: Signal): Uint8Array {
  const isPartial = rejected > 0 || message !== "";
  if (encoding === "json") {
    return jsonBody(isPartial ? { partialSuccess: { [REJECTED[signal]]: String(rejected), errorMessage: message } } : {});
  }
  const writer = new BinaryWriter();
  if (isPartial) {
    writer.tag(1, WireType.LengthDelimited).fork();
    if (rejected > 0) writer.tag(1, WireType.Varint).int64(rejected);
    writer.tag(2, WireType.LengthDelimited).string(message).join();
  }
  return writer.finish();
}

function statusBody(code: number, message: string, encoding: Encoding): Uint8Array {
  if (encoding === "json") return jsonBody({ code, message });
  return new BinaryWriter().tag(1, WireType.Varint).int32(code).tag(2, WireType.LengthDelimited).string(message).finish();
}

const jsonBody = (value: object): Uint8Array => new TextEncoder().encode(JSON.stringify(value));
