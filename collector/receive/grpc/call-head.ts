import type { IncomingHttpHeaders } from "node:http2";
import type { ContentEncoding } from "../../prepare/prepared.ts";
import type { Signal } from "../answer.ts";
import { ACCEPTED_ENCODINGS, contentEncodingOf } from "../encoding.ts";
import type { RpcStatus } from "../rpc-status.ts";

const PATHS: ReadonlyMap<string, Signal> = new Map([
  ["/opentelemetry.proto.collector.trace.v1.TraceService/Export", "traces"],
  ["/opentelemetry.proto.collector.logs.v1.LogsService/Export", "logs"],
]);

/** What the headers of a call ask for; `no-grpc` is answered in plain HTTP, as gRPC over HTTP/2 has it. */
export type CallHead =
  | { kind: "export"; signal: Signal; contentEncoding: ContentEncoding }
  | { kind: "refused"; status: RpcStatus }
  | { kind: "no-grpc"; httpStatus: 405 | 415 };

/** Reads the headers of a call. */
export function readCallHead(headers: IncomingHttpHeaders): CallHead {
  if (headers[":method"] !== "POST") return { kind: "no-grpc", httpStatus: 405 };
  if (!/^application\/grpc(\+proto)?\s*(;|$)/i.test(headers["content-type"] ?? "")) return { kind: "no-grpc", httpStatus: 415 };
  const path = headers[":path"] ?? "";
  const signal = PATHS.get(path);
  if (signal === undefined) return unimplemented(`expected Export of TraceService or LogsService, found ${path}: traces and logs are taken, metrics are not`);
  const sent = headers["grpc-encoding"];
  const contentEncoding = contentEncodingOf(String(sent ?? ""));
  if (contentEncoding === undefined) return unimplemented(`expected as grpc-encoding one of ${ACCEPTED_ENCODINGS}, found ${String(sent)}`);
  return { kind: "export", signal, contentEncoding };
}

const unimplemented = (message: string): CallHead => ({ kind: "refused", status: { code: "UNIMPLEMENTED", message } });
