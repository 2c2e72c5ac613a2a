import type { IncomingHttpHeaders, ServerHttp2Stream } from "node:http2";
import type { ContentEncoding } from "../../prepare/prepared.ts";
import type { Answer, Signal } from "../answer.ts";
import { FAULT, NO_ROOM, turnedAway } from "../turn-away.ts";
import { encodeExportResponse } from "../export-response.ts";
import type { Served, Transport } from "../receiver-options.ts";
import { rpcStatusOf, type RpcStatus } from "../rpc-status.ts";
import { readCallHead } from "./call-head.ts";
import { type CallBody, MessageReader } from "./message-reader.ts";
import { readCall, type ReadEnd } from "./read-call.ts";
import { respondWithHttpStatus, respondWithMessage, respondWithStatus } from "./respond.ts";

/** What a call ends with: an answer of ours, a status, or nothing, because the sender is `gone`. */
type Ending = Answer | { kind: "status"; status: RpcStatus } | { kind: "gone" };
interface Call {
  signal: Signal;
  contentEncoding: ContentEncoding;
}

/** Serves one call from its headers to its last frame, and tells how it went. Never rejects. */
export async function answerCall(stream: ServerHttp2Stream, headers: IncomingHttpHeaders, transport: Transport): Promise<void> {
  const startedAt = performance.now();
  const { signal, code } = await serve(stream, headers, transport);
  transport.served({ signal, transport: "grpc", code, seconds: (performance.now() - startedAt) / 1000 });
}

async function serve(stream: ServerHttp2Stream, headers: IncomingHttpHeaders, transport: Transport): Promise<Pick<Served, "signal" | "code">> {
  const head = readCallHead(headers);
  if (head.kind === "no-grpc") {
    respondWithHttpStatus(stream, head.httpStatus);
    return { signal: "none", code: `HTTP ${head.httpStatus}` };
  }
  if (head.kind === "refused") {
    transport.complain(`turned a call away: ${head.status.message}`);
    respondWithStatus(stream, head.status);
    return { signal: "none", code: head.status.code };
  }
  const ending = await takeCall(stream, head, transport).catch((error: unknown) => {
    transport.log(`could not answer a call for ${head.signal}: ${String(error)}`);
    return FAULT;
  });
  return { signal: head.signal, code: respond(stream, head.signal, ending) };
}

async function takeCall(stream: ServerHttp2Stream, call: Call, transport: Transport): Promise<Ending> {
  const { bodyBytesMax, budget, requestMsMax } = transport;
  if (!budget.hasRoomFor(1)) return NO_ROOM;
  const share = budget.open();
  try {
    const reader = new MessageReader(bodyBytesMax, share);
    const end = await readCall(stream, reader, requestMsMax);
    if (end === "whole") return await takeBody(reader.finish(), call, transport);
    const ending = endings(transport)[end];
    if (ending.kind !== "gone") transport.complain(turnedAway(call.signal, ending.kind === "status" ? ending.status.message : ending.message));
    return ending;
  } finally {
    share.release();
  }
}

async function takeBody(body: CallBody, { signal, contentEncoding }: Call, { take, complain }: Transport): Promise<Answer> {
  if (body.kind === "malformed") {
    complain(turnedAway(signal, body.message));
    return { kind: "refused", status: 400, message: body.message };
  }
  return take({ signal, encoding: "protobuf", contentEncoding: body.isCompressed ? contentEncoding : "identity", body: body.bytes });
}

/** What becomes of a call that was not read to its end. */
const endings = ({ bodyBytesMax, requestMsMax }: Transport): Record<Exclude<ReadEnd, "whole">, Ending> => ({
  "too-large": { kind: "refused", status: 413, message: `expected at most ${bodyBytesMax} bytes, found more; send smaller batches` },
  "no-room": NO_ROOM,
  "too-slow": { kind: "status", status: { code: "DEADLINE_EXCEEDED", message: `expected the whole request within ${requestMsMax} ms` } },
  gone: { kind: "gone" },
});

/** Sends the ending, if there is somebody to hear it, and names its code. */
function respond(stream: ServerHttp2Stream, signal: Signal, ending: Ending): string {
  if (ending.kind === "gone" || stream.destroyed || stream.closed) return "gone";
  if (ending.kind === "taken") {
    respondWithMessage(stream, encodeExportResponse(ending, "protobuf", signal));
    return "OK";
  }
  const status = ending.kind === "status" ? ending.status : rpcStatusOf(ending);
  respondWithStatus(stream, status);
  return status.code;
}
