import { NO_ALERTS_YET } from "@/lib/model/alert-snapshot.ts";
import { noLedger } from "@/lib/model/ingest.ts";
import type { IngestSnapshot } from "@/lib/model/ingest-snapshot.ts";

/** The snapshot of a collector to which nothing has come yet. */
export const quietIngest = (): IngestSnapshot => ({
  collector: "test",
  ledgers: { traces: noLedger(), logs: noLedger() },
  spool: { state: "open", bytes: 0, entries: 0, softBytes: 80, hardBytes: 90, maxBytes: 100, oldestWaitingS: 0, diskFreeBytes: undefined, commits: 0, appends: 0, repairs: 0 },
  inserts: { succeeded: 0, retried: 0, refused: 0, rows: 0, bytes: 0, seconds: 0, buckets: [], lastError: "" },
  deadLetters: { entries: 0, records: 0 },
  refusedRequests: 0,
  busyRequests: { 429: 0, 503: 0 },
  rejects: [],
  redactions: {},
  alerts: NO_ALERTS_YET,
  alertDeliveries: { pending: 0, oldestPendingMs: 0, channels: {} },
});
