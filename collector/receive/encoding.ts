import * as zlib from "node:zlib";
import type { ContentEncoding } from "../prepare/prepared.ts";

/** The two encodings of OTLP/HTTP. */
export type Encoding = "protobuf" | "json";

const MEDIA_TYPES: Record<Encoding, string> = { protobuf: "application/x-protobuf", json: "application/json" };
/** Node has zstd from 22.15 on. */
const CONTENT_ENCODINGS: readonly ContentEncoding[] = ["identity", "gzip", ...("zstdDecompressSync" in zlib ? (["zstd"] as const) : [])];

/** What may be sent compressed by, as headers list it. */
export const ACCEPTED_ENCODINGS = CONTENT_ENCODINGS.join(", ");

/** The Content-Type of an answer, which must be that of its request. */
export function mediaTypeOf(encoding: Encoding): string {
  return MEDIA_TYPES[encoding];
}

/** The encoding that a Content-Type header names, parameters such as charset aside; undefined if it is not one of OTLP's. */
export function encodingOf(contentType: string | undefined): Encoding | undefined {
  const mediaType = contentType?.split(";", 1)[0]?.trim().toLowerCase();
  if (mediaType === MEDIA_TYPES.protobuf) return "protobuf";
  return mediaType === MEDIA_TYPES.json ? "json" : undefined;
}

/** The one compression that a header names, none being `identity`; undefined for all others and for more than one. */
export function contentEncodingOf(header: string | undefined): ContentEncoding | undefined {
  const name = header?.trim().toLowerCase() ?? "";
  return name === "" ? "identity" : CONTENT_ENCODINGS.find((encoding) => encoding === name);
}
