import { createHash } from "node:crypto";
import type { LogRecord } from "@/lib/model/log-record.ts";
import { type LogIgnored, whyIgnored } from "@/lib/model/read-logs.ts";
import type { Counts, LogCounts } from "./counters.ts";
import { decodeLogs, decodeTraces } from "./decode/decode.ts";
import type { Rejected } from "./decode/intake.ts";
import { withTraceId } from "./decode/log-trace.ts";
import type { Answer } from "./receive/answer.ts";
import type { Encoding } from "./receive/encoding.ts";
import type { LogStore, SpanStore } from "./store/open-stores.ts";
import type { StoreOutcome } from "./store/request-queue.ts";

/**
 * What the write path is joined from. `onStored` is told which traces have grown, `complain` what was wrong with a request,
 * `remark` what is no fault of anybody; the counts are kept up to date.
 */
export interface Ingest {
  spans: { store: SpanStore; counts: Counts };
  logs: { store: LogStore; counts: LogCounts };
  onStored: (traceIds: Set<string>) => void;
  complain: (line: string) => void;
  remark: (line: string) => void;
}

/**
 * The write path: a request's bytes → spans → rows → the answer, then the news that traces have grown.
 *
 * A sender is told "taken" only when its rows are in the table (docs/decisions/0002-acknowledge-after-insert.md). Between
 * decode and store is the place of redaction and, after that, of a durable spool; with the spool, the answer is given
 * when the request is on disk, and the store reads from there.
 */
export async function ingestTraces(path: Ingest, body: Uint8Array, encoding: Encoding): Promise<Answer> {
  const { store, counts } = path.spans;
  const decoded = decodeTraces(body, encoding);
  if (decoded.kind === "undecodable") return refuse(path, counts, decoded.reason);
  const { spans, rejected, warnings } = decoded;
  const outcome = await store.store({ items: spans, digest: digestOf(body), bytes: body.length });
  const taken = { kept: spans, received: spans.length, rejected, warnings, words: "spans" };
  return settle(path, counts, outcome, taken);
}

/**
 * The same for log records. Only those that tell of a handoff or of a model's messages are kept; all others are taken, as OTLP
 * wants it, counted by the reason and told in the log now and then.
 */
export async function ingestLogs(path: Ingest, body: Uint8Array, encoding: Encoding): Promise<Answer> {
  const { store, counts } = path.logs;
  const decoded = decodeLogs(body, encoding);
  if (decoded.kind === "undecodable") return refuse(path, counts, decoded.reason);
  const { records, rejected, warnings } = decoded;
  const { kept, ignored } = sortOut(records);
  const outcome = await store.store({ items: kept, digest: digestOf(body), bytes: body.length });
  const answer = settle(path, counts, outcome, { kept, received: records.length, rejected, warnings, words: "log records" });
  if (answer.kind === "taken") countIgnored(path, ignored);
  else counts.deferred += records.length - kept.length;
  return answer;
}

/** Which records are kept, each under a trace, and why the others are not. */
function sortOut(records: readonly LogRecord[]): { kept: LogRecord[]; ignored: LogIgnored[] } {
  const kept: LogRecord[] = [];
  const ignored: LogIgnored[] = [];
  for (const record of records) {
    const why = whyIgnored(record);
    if (why === undefined) kept.push(withTraceId(record));
    else ignored.push(why);
  }
  return { kept, ignored };
}

function countIgnored({ logs: { counts }, remark }: Ingest, ignored: readonly LogIgnored[]): void {
  if (ignored.length === 0) return;
  for (const why of ignored) counts.ignoredByReason[why] = (counts.ignoredByReason[why] ?? 0) + 1;
  counts.ignored += ignored.length;
  remark(`took ${ignored.length} log records without keeping them, since they tell of no handoff: ${[...new Set(ignored)].join(", ")}; /healthz counts them`);
}

/** What came of one request's records: those that were to be stored, and all that were understood. */
interface Taken {
  kept: readonly { traceId: string }[];
  received: number;
  rejected: Rejected;
  warnings: readonly string[];
  words: string;
}

function settle({ onStored, complain }: Ingest, counts: Counts, outcome: StoreOutcome, { kept, received, rejected, warnings, words }: Taken): Answer {
  counts.received += received + rejected.count;
  countRejected(counts, rejected);
  if (outcome.kind === "busy") {
    counts.deferred += kept.length;
    return { ...outcome, status: 503, message: `the database cannot take ${words} now; send them again in ${outcome.retryAfterS} seconds` };
  }
  counts.stored += kept.length;
  if (kept.length > 0) onStored(new Set(kept.map((record) => record.traceId)));
  const message = messageOf(received, rejected, { warnings, words });
  if (message !== "") complain(message);
  return { kind: "taken", rejected: rejected.count, message };
}

function refuse({ complain }: Ingest, counts: Counts, reason: string): Answer {
  counts.undecodableRequests += 1;
  complain(`refused a request: ${reason}`);
  return { kind: "refused", status: 400, message: reason };
}

function countRejected(counts: Counts, { count, byField }: Rejected): void {
  counts.rejected += count;
  for (const [field, records] of Object.entries(byField)) counts.rejectedByField[field] = (counts.rejectedByField[field] ?? 0) + records;
}

const digestOf = (body: Uint8Array): string => createHash("sha256").update(body).digest("hex");

/** What the sender should know of the records that were refused or changed; "" when there is nothing. */
function messageOf(received: number, rejected: Rejected, { warnings, words }: { warnings: readonly string[]; words: string }): string {
  const refusal = `${rejected.count} of ${received + rejected.count} ${words} were rejected: ${rejected.reasons.join("; ")}`;
  return [...(rejected.count > 0 ? [refusal] : []), ...warnings].join(". ");
}
