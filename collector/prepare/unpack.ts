import * as zlib from "node:zlib";
import type { ContentEncoding } from "./prepared.ts";

/** Bigger pieces than zlib's default make it a fifth quicker; for a small body they would cost more than they save. */
const PIECE_BYTES = { min: 16 * 1024, max: 1024 * 1024 };
const LIKELY_RATIO = 8;

/** A body as the sender meant it, or why there is none. `reason` is a word that does not change. */
export type Unpacked = { kind: "body"; bytes: Uint8Array } | { kind: "refused"; status: 400 | 413 | 415; reason: string; message: string };

/** How each compression is undone; zstd came with Node 22.15. Members of a gzip body that follow each other are joined (RFC 1952 §2.2). */
const UNPACKERS: Readonly<Record<ContentEncoding, ((body: Uint8Array, options: zlib.ZlibOptions) => Uint8Array) | undefined>> = {
  identity: (body) => body,
  gzip: zlib.gunzipSync,
  zstd: "zstdDecompressSync" in zlib ? (body, { maxOutputLength }) => zlib.zstdDecompressSync(body, { maxOutputLength }) : undefined,
};

/** The compressions that this Node can undo. */
export const canUnpack = (contentEncoding: ContentEncoding): boolean => UNPACKERS[contentEncoding] !== undefined;

/** Undoes the compression; never makes more than `bytesMax`, whatever was sent. */
export function unpack(body: Uint8Array, contentEncoding: ContentEncoding, bytesMax: number): Unpacked {
  const unpacker = UNPACKERS[contentEncoding];
  if (unpacker === undefined) return { kind: "refused", status: 415, reason: "content_encoding", message: `expected Content-Encoding gzip or none, found ${contentEncoding}, which this Node cannot unpack` };
  if (body.length > bytesMax) return tooLarge(bytesMax);
  const chunkSize = Math.min(Math.max(body.length * LIKELY_RATIO, PIECE_BYTES.min), PIECE_BYTES.max);
  try {
    return { kind: "body", bytes: unpacker(body, { maxOutputLength: bytesMax, chunkSize }) };
  } catch (error) {
    if (error instanceof Error && "code" in error && error.code === "ERR_BUFFER_TOO_LARGE") return tooLarge(bytesMax);
    const why = error instanceof Error ? error.message : String(error);
    return { kind: "refused", status: 400, reason: contentEncoding, message: `expected a whole ${contentEncoding} body, found one that cannot be unpacked: ${why}` };
  }
}

function tooLarge(bytesMax: number): Unpacked {
  return { kind: "refused", status: 413, reason: "body_bytes", message: `expected at most ${bytesMax} bytes, unpacked, found more; send smaller batches` };
}
