import { gunzipSync } from "node:zlib";
import { type Ledger, noLedger } from "@/lib/model/ingest.ts";
import type { IngestSnapshot } from "@/lib/model/ingest-snapshot.ts";
import { type Ingest, ingestLogs, ingestTraces } from "./ingest.ts";
import type { RawRequest } from "./prepare/prepared.ts";
import type { Answer } from "./receive/answer.ts";

/** Unpacks a request and takes it in the way without a spool. */
export async function takeUnpacked(path: Ingest, raw: RawRequest, bytesMax: number): Promise<Answer> {
  const body = unpack(raw, bytesMax);
  if (!(body instanceof Uint8Array)) return body;
  return raw.signal === "traces" ? ingestTraces(path, body, raw.encoding) : ingestLogs(path, body, raw.encoding);
}

function unpack({ contentEncoding, body }: RawRequest, bytesMax: number): Uint8Array | Answer {
  if (contentEncoding === "identity") return body;
  try {
    return gunzipSync(body, { maxOutputLength: bytesMax });
  } catch (error) {
    const isTooLarge = error instanceof Error && "code" in error && error.code === "ERR_BUFFER_TOO_LARGE";
    if (isTooLarge) return { kind: "refused", status: 413, message: `expected at most ${bytesMax} bytes, unpacked, found more; send smaller batches` };
    return { kind: "refused", status: 400, message: `expected a whole gzip body, found one that cannot be unpacked: ${String(error)}` };
  }
}

const ledgerOf = ({ received, stored, rejected }: Ingest["spans"]["counts"]): Ledger => ({ ...noLedger(), received, stored, rejected });

/** What the way without a spool can tell of itself. */
export function snapshotWithoutSpool({ spans, logs }: Ingest): IngestSnapshot {
  return {
    collector: "", ledgers: { traces: ledgerOf(spans.counts), logs: { ...ledgerOf(logs.counts), ignored: logs.counts.ignored } },
    spool: { state: "open", bytes: 0, entries: 0, softBytes: 0, hardBytes: 0, maxBytes: 0, oldestWaitingS: 0, diskFreeBytes: undefined, commits: 0, appends: 0, repairs: 0 },
    inserts: { succeeded: 0, retried: 0, refused: 0, rows: 0, bytes: 0, seconds: 0, buckets: [], lastError: "" },
    deadLetters: { entries: 0, records: 0 }, refusedRequests: 0, busyRequests: { 429: 0, 503: 0 }, rejects: [], redactions: {},
  };
}
