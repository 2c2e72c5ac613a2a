import { constants, type ServerHttp2Stream } from "node:http2";
import { ACCEPTED_ENCODINGS } from "../encoding.ts";
import { encodeRpcStatus, RPC_CODES, shorten, type RpcStatus } from "../rpc-status.ts";

const HEADERS = { ":status": 200, "content-type": "application/grpc+proto", "grpc-accept-encoding": ACCEPTED_ENCODINGS.replaceAll(" ", "") };
/** How long a sender that was refused may go on sending before its stream is reset (milliseconds). */
const DISCARD_MS_MAX = 2000;

/** Answers OK with the one message of a unary response. */
export function respondWithMessage(stream: ServerHttp2Stream, message: Uint8Array): void {
  const framed = Buffer.alloc(5 + message.length);
  framed.writeUInt32BE(message.length, 1);
  framed.set(message, 5);
  stream.respond(HEADERS, { waitForTrailers: true });
  stream.once("wantTrailers", () => stream.sendTrailers({ "grpc-status": String(RPC_CODES.OK) }));
  stream.end(framed);
}

/** Answers with a status alone; its detail goes in `grpc-status-details-bin`. What still comes of the request is thrown away. */
export function respondWithStatus(stream: ServerHttp2Stream, status: RpcStatus): void {
  // The details hold the message again; header blocks are small.
  const message = shorten(status.message).slice(0, 1024);
  const details = status.detail === undefined ? {} : { "grpc-status-details-bin": Buffer.from(encodeRpcStatus({ ...status, message })).toString("base64") };
  stream.respond({ ...HEADERS, "grpc-status": String(RPC_CODES[status.code]), "grpc-message": percentEncode(message), ...details }, { endStream: true });
  discard(stream);
}

/** Answers what is no gRPC with an HTTP status and nothing else. */
export function respondWithHttpStatus(stream: ServerHttp2Stream, status: number): void {
  stream.respond({ ":status": status }, { endStream: true });
  discard(stream);
}

function discard(stream: ServerHttp2Stream): void {
  stream.resume();
  const timer = setTimeout(() => stream.close(constants.NGHTTP2_NO_ERROR), DISCARD_MS_MAX);
  stream.once("close", () => clearTimeout(timer));
}

/** The `grpc-message` header: what is not printable ASCII, and %, as percent and hex of its UTF-8. */
const percentEncode = (text: string): string => text.toWellFormed().replaceAll(/[^ -$&-~]/gu, (character) => encodeURIComponent(character));
