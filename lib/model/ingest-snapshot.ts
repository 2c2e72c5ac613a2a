import type { AlertSnapshot } from "./alert-snapshot.ts";
import type { Ledger } from "./ingest.ts";

/** What a collector knows of its way in at one moment, for `/healthz` and `/metrics`. Counters count since the process started, ledgers since the spool was made. */
export interface IngestSnapshot {
  /** Id of the collector, kept with its spool. */
  collector: string;
  ledgers: { traces: Ledger; logs: Ledger };
  spool: SpoolSnapshot;
  inserts: InsertSnapshot;
  deadLetters: { entries: number; records: number };
  /** Requests of which nothing could be taken. */
  refusedRequests: number;
  /** Requests that were asked to come again, by the status they were told. */
  busyRequests: { 429: number; 503: number };
  /** Records that were refused or changed, by what was at fault. */
  rejects: readonly { signal: "traces" | "logs"; action: "rejected" | "altered"; reason: string; records: number; requests: number }[];
  /** Values changed by each redaction rule. */
  redactions: Readonly<Record<string, number>>;
  /** The evaluating of alert rules. */
  alerts: AlertSnapshot;
  /** Notifications of alerts: what waits, for how long the oldest does, and attempts by channel and how they ended. */
  alertDeliveries: { pending: number; oldestPendingMs: number; channels: Readonly<Record<string, { delivered: number; failed: number; gave_up: number }>> };
}

/** The spool at one moment. */
export interface SpoolSnapshot {
  /** `failed`: its disk refuses to write; senders are asked to come again while it is opened anew. */
  state: "open" | "failed";
  bytes: number;
  entries: number;
  /** Where senders are slowed down (429), where they are refused (503), and what both are fractions of. */
  softBytes: number;
  hardBytes: number;
  maxBytes: number;
  /** Age of the oldest entry in seconds, 0 when there is none. */
  oldestWaitingS: number;
  /** What is left on its disk; undefined when nobody has looked yet. */
  diskFreeBytes: number | undefined;
  /** Writes to disk (each waited for), and the requests they were for. */
  commits: number;
  appends: number;
  /** Times the files were found damaged and were opened by repairing them. */
  repairs: number;
}

/** Inserts into the tables. */
export interface InsertSnapshot {
  succeeded: number;
  /** Attempts that failed and were, or will be, tried again. */
  retried: number;
  /** Attempts that the database will never take, so that the batch was cut in two, or set aside. */
  refused: number;
  rows: number;
  bytes: number;
  /** Of those that succeeded: the sum, and how many took at most so many seconds (each bucket counts those of smaller ones too). */
  seconds: number;
  buckets: readonly { atMostS: number; count: number }[];
  /** What the last failure said, "" when the last attempt succeeded. */
  lastError: string;
}
