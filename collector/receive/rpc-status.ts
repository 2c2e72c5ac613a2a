import { BinaryWriter, WireType } from "@bufbuild/protobuf/wire";
import type { Answer, RefusedStatus } from "./answer.ts";

const { Varint, LengthDelimited } = WireType;
const MESSAGE_CHARS_MAX = 4096;

/** Codes of google.rpc.Code, by the HTTP status that OTLP maps them to. */
export const RPC_CODES = { OK: 0, INVALID_ARGUMENT: 3, DEADLINE_EXCEEDED: 4, NOT_FOUND: 5, RESOURCE_EXHAUSTED: 8, UNIMPLEMENTED: 12, UNAVAILABLE: 14 } as const;
type RpcCode = keyof typeof RPC_CODES;

/** A `google.rpc.Status`; `detail` is the one message that goes with it. */
export interface RpcStatus {
  code: RpcCode;
  message: string;
  detail?: { kind: "retry-info"; afterS: number } | { kind: "bad-request" };
}

const CODE_OF: Readonly<Record<RefusedStatus, RpcCode>> = { 400: "INVALID_ARGUMENT", 404: "NOT_FOUND", 405: "UNIMPLEMENTED", 413: "RESOURCE_EXHAUSTED", 415: "UNIMPLEMENTED" };

/**
 * The status that tells of an answer which is not `taken`. Busy is UNAVAILABLE also for 429: RESOURCE_EXHAUSTED means "drop it"
 * to clients that do not look for the RetryInfo.
 */
export function rpcStatusOf(answer: Exclude<Answer, { kind: "taken" }>): RpcStatus {
  const message = shorten(answer.message);
  if (answer.kind === "busy") return { code: "UNAVAILABLE", message, detail: { kind: "retry-info", afterS: answer.retryAfterS } };
  const status: RpcStatus = { code: CODE_OF[answer.status], message };
  return answer.status === 400 ? { ...status, detail: { kind: "bad-request" } } : status;
}

/** A message for a sender, which may stop reading a response at 4 MiB (OTLP 1.11); ours quote what was sent. */
export function shorten(message: string): string {
  return message.length <= MESSAGE_CHARS_MAX ? message : `${message.slice(0, MESSAGE_CHARS_MAX).toWellFormed()} … (${message.length} characters in all)`;
}

/** The status in protobuf. */
export function encodeRpcStatus({ code, message, detail }: RpcStatus): Uint8Array {
  const writer = new BinaryWriter().tag(1, Varint).int32(RPC_CODES[code]).tag(2, LengthDelimited).string(message);
  if (detail !== undefined) {
    writer.tag(3, LengthDelimited).fork().tag(1, LengthDelimited).string(typeUrl(detail.kind)).tag(2, LengthDelimited).fork();
    if (detail.kind === "retry-info") writer.tag(1, LengthDelimited).fork().tag(1, Varint).int64(detail.afterS).join();
    else writer.tag(1, LengthDelimited).fork().tag(1, LengthDelimited).string(fieldIn(message)).tag(2, LengthDelimited).string(message).join();
    writer.join().join();
  }
  return writer.finish();
}

/** The status as OTLP/JSON has it. */
export function rpcStatusToJson({ code, message, detail }: RpcStatus): object {
  const status = { code: RPC_CODES[code], message };
  if (detail === undefined) return status;
  const content = detail.kind === "retry-info" ? { retryDelay: `${detail.afterS}s` } : { fieldViolations: [{ field: fieldIn(message), description: message }] };
  return { ...status, details: [{ "@type": typeUrl(detail.kind), ...content }] };
}

const typeUrl = (kind: "retry-info" | "bad-request"): string => `type.googleapis.com/google.rpc.${kind === "retry-info" ? "RetryInfo" : "BadRequest"}`;

/** Our sentences about a field begin with its name; all others are about the body. */
const fieldIn = (message: string): string => /^([\w.[\]]+): /.exec(message)?.[1] ?? "body";
