import { createHash } from "node:crypto";
import type { Span } from "@/lib/model/span.ts";
import type { Counts } from "./counters.ts";
import { decodeTraces } from "./decode/decode.ts";
import type { Rejected } from "./decode/intake.ts";
import type { Answer } from "./receive/answer.ts";
import type { Encoding } from "./receive/encoding.ts";
import type { SpanStore } from "./store/span-store.ts";

/**
 * What the write path is joined from. `onStored` is told which traces have grown, `complain` what was wrong with a request;
 * `counts` is kept up to date.
 */
export interface Ingest {
  store: SpanStore;
  counts: Counts;
  onStored: (traceIds: Set<string>) => void;
  complain: (line: string) => void;
}

/**
 * The write path: a request's bytes → spans → rows → the answer, then the news that traces have grown.
 *
 * A sender is told "taken" only when its rows are in the table (docs/decisions/0002-acknowledge-after-insert.md). Between
 * decode and store is the place of redaction and, after that, of a durable spool; with the spool, the answer is given
 * when the request is on disk, and the store reads from there.
 */
export async function ingest({ store, counts, onStored, complain }: Ingest, body: Uint8Array, encoding: Encoding): Promise<Answer> {
  const decoded = decodeTraces(body, encoding);
  if (decoded.kind === "undecodable") {
    counts.undecodableRequests += 1;
    complain(`refused a request: ${decoded.reason}`);
    return { kind: "refused", status: 400, message: decoded.reason };
  }
  const { spans, rejected, warnings } = decoded;
  const outcome = await store.store({ spans, digest: createHash("sha256").update(body).digest("hex"), bytes: body.length });
  counts.received += spans.length + rejected.count;
  countRejected(counts, rejected);
  if (outcome.kind === "busy") {
    counts.deferred += spans.length;
    return { ...outcome, message: `the database cannot take spans now; send them again in ${outcome.retryAfterS} seconds` };
  }
  counts.stored += spans.length;
  if (spans.length > 0) onStored(traceIdsOf(spans));
  const message = messageOf(spans, rejected, warnings);
  if (message !== "") complain(message);
  return { kind: "taken", rejectedSpans: rejected.count, message };
}

function countRejected(counts: Counts, { count, byField }: Rejected): void {
  counts.rejected += count;
  for (const [field, spans] of Object.entries(byField)) counts.rejectedByField[field] = (counts.rejectedByField[field] ?? 0) + spans;
}

function traceIdsOf(spans: readonly Span[]): Set<string> {
  return new Set(spans.map((span) => span.traceId));
}

/** What the sender should know of the spans that were refused or changed; "" when there is nothing. */
function messageOf(spans: readonly Span[], rejected: Rejected, warnings: readonly string[]): string {
  const refusal = `${rejected.count} of ${spans.length + rejected.count} spans were rejected: ${rejected.reasons.join("; ")}`;
  return [...(rejected.count > 0 ? [refusal] : []), ...warnings].join(". ");
}
