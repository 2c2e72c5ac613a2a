import type { Answer, Signal } from "../answer.ts";
import { ACCEPTED_ENCODINGS, mediaTypeOf, type Encoding } from "../encoding.ts";
import { encodeExportResponse } from "../export-response.ts";
import { encodeRpcStatus, rpcStatusOf, rpcStatusToJson } from "../rpc-status.ts";

/** What goes back over HTTP. */
export interface Reply {
  status: number;
  headers: Record<string, string>;
  body: Uint8Array | string;
}

/** The reply to an export request, by OTLP 1.11: its response, or a `google.rpc.Status`, in the encoding of the request. */
export function encodeAnswer(answer: Answer, encoding: Encoding, signal: Signal): Reply {
  const type = { "content-type": mediaTypeOf(encoding) };
  if (answer.kind === "taken") return { status: 200, headers: type, body: encodeExportResponse(answer, encoding, signal) };
  const status = rpcStatusOf(answer);
  const body = encoding === "json" ? JSON.stringify(rpcStatusToJson(status)) : encodeRpcStatus(status);
  return { status: answer.status, headers: { ...type, ...headersOf(answer) }, body };
}

function headersOf(answer: Exclude<Answer, { kind: "taken" }>): Record<string, string> {
  if (answer.kind === "busy") return { "retry-after": String(answer.retryAfterS) };
  if (answer.status === 415) return { "accept-encoding": ACCEPTED_ENCODINGS };
  return answer.allow === undefined ? {} : { allow: answer.allow };
}
