import { createHash } from "node:crypto";
import { type Outcome, refusedOutcome } from "./outcome.ts";
import { prepareLogs } from "./prepare-logs.ts";
import { prepareTraces } from "./prepare-traces.ts";
import type { RawRequest } from "./prepared.ts";
import { unpack } from "./unpack.ts";
import type { Bench } from "./workbench.ts";

const NO_BYTES = new Uint8Array();

/** Makes one request ready for the disk: digest, unpack, decode, redact, encode. Never throws, whatever the bytes; `nowMs` is our clock. */
export function prepareRequest(raw: RawRequest, bench: Bench, nowMs: number): Outcome {
  const { signal, encoding, contentEncoding } = raw;
  const unpacked = unpack(raw.body, contentEncoding, bench.bodyBytesMax);
  if (unpacked.kind === "refused") return refusedOutcome({ ...unpacked, signal, body: NO_BYTES }, bench.redaction);
  const request = { body: unpacked.bytes, encoding, digest: createHash("sha256").update(raw.body).digest("hex"), nowMs };
  return signal === "traces" ? prepareTraces(request, bench) : prepareLogs(request, bench);
}
