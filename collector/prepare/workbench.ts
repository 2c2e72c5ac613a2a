import { SpanBlock } from "../encode/span-block.ts";
import type { Encoding } from "../decode/decode.ts";
import type { RedactionSettings } from "../redact/rules.ts";
import { createRedaction, type RequestRedaction } from "./redaction.ts";

/** What a thread works with, request after request. */
export interface Bench {
  project: string;
  bodyBytesMax: number;
  block: SpanBlock;
  redaction: RequestRedaction;
}

/** A request whose compression has been undone. */
export interface Unpacked {
  body: Uint8Array;
  encoding: Encoding;
  /** SHA-256 of the body as sent, in hex. */
  digest: string;
  /** Our clock when its turn came, milliseconds since 1970. */
  nowMs: number;
}

/** Lays out what a thread needs. */
export function createBench(settings: { project: string; bodyBytesMax: number; redaction: RedactionSettings }): Bench {
  return { project: settings.project, bodyBytesMax: settings.bodyBytesMax, block: new SpanBlock(), redaction: createRedaction(settings.redaction) };
}
