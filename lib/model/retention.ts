import { z } from "zod";

/** Kinds of data that are kept for a time of their own. */
export const RETENTION_KINDS = ["spans", "payloads", "handoffs", "rejects"] as const;
export type RetentionKind = (typeof RETENTION_KINDS)[number];

/** Where rows expire, or one column of them, and by which of their times. */
export interface Expiring {
  kind: RetentionKind;
  table: string;
  timeColumn: string;
  /** Only this column expires; its default stands in its place. */
  column?: string;
  /** Parts go as a whole, when all their rows have expired: cheap, and up to so many days late. */
  wholePartsOfDays?: number;
}

/** Everything that expires. Keys are kept as long as the handoffs they join. Rollups are not here: they stay. */
export const EXPIRING: readonly Expiring[] = [
  { kind: "spans", table: "spans", timeColumn: "received_at", wholePartsOfDays: 7 },
  { kind: "spans", table: "log_records", timeColumn: "received_at", wholePartsOfDays: 7 },
  { kind: "payloads", table: "handoffs", timeColumn: "started_at", column: "detail" },
  { kind: "handoffs", table: "handoffs", timeColumn: "started_at" },
  { kind: "handoffs", table: "handoffs_by_time", timeColumn: "started_at" },
  { kind: "handoffs", table: "handoff_keys", timeColumn: "started_at" },
  { kind: "handoffs", table: "traces", timeColumn: "started_at" },
  { kind: "handoffs", table: "traces_by_time", timeColumn: "started_at" },
  { kind: "handoffs", table: "correlation_keys", timeColumn: "stored_at" },
  { kind: "handoffs", table: "trace_keys", timeColumn: "stored_at" },
  { kind: "rejects", table: "rejects", timeColumn: "at", wholePartsOfDays: 7 },
];

/** The environment variable that sets how long a kind is kept. */
export const RETENTION_SETTINGS = {
  spans: "SEAMSCOPE_RETENTION_SPANS_DAYS",
  payloads: "SEAMSCOPE_RETENTION_PAYLOADS_DAYS",
  handoffs: "SEAMSCOPE_RETENTION_HANDOFFS_DAYS",
  rejects: "SEAMSCOPE_RETENTION_REJECTS_DAYS",
} as const satisfies Record<RetentionKind, string>;

/** A table on the disk: its size, its extent in time and how long it is kept. */
export const StoredTable = z.object({
  table: z.string(),
  rows: z.number().describe("as they lie: a row that was replaced counts until it is merged away"),
  bytes: z.number().describe("on disk"),
  uncompressedBytes: z.number(),
  parts: z.number(),
  oldestAt: z.string().nullable(),
  newestAt: z.string().nullable(),
  recentRows: z.number().nullable().describe("of the last seven days; null where rows have no time"),
  ttl: z.string().describe("the lifetime in force, as the database has it; empty: for ever"),
});
export type StoredTable = z.infer<typeof StoredTable>;

/** A log of the database's own, which it writes beside our data. */
export const SystemTable = z.object({ table: z.string(), rows: z.number(), bytes: z.number(), ttl: z.string() });

/** A disk the database writes to; `node` is the host it is on. */
export const DatabaseDisk = z.object({ node: z.string(), name: z.string(), path: z.string(), freeBytes: z.number(), totalBytes: z.number() });

/** How long a kind of data is kept: by the setting this process was started with, and by what the tables say. */
export const KindRetention = z.object({
  kind: z.enum(RETENTION_KINDS),
  setting: z.string().describe("the environment variable"),
  days: z.number().describe("by this process's setting; 0: for ever"),
  daysInForce: z.number().describe("by what the tables say; 0: for ever"),
  keptFrom: z.string().nullable().describe("everything from then on is whole; null: nothing was ever removed"),
});
export type KindRetention = z.infer<typeof KindRetention>;

/** What the disk will hold, and on which figures that rests. */
export const DiskForecast = z.object({
  bytesPerDay: z.number().describe("rows of the last seven days at each table's bytes a row, over the days there were"),
  daysOfBasis: z.number().describe("how many days that rests on; 0: there is nothing to go by"),
  levelsOffAtBytes: z.number().nullable().describe("where retention holds what expires; null: some of what grows is kept for ever"),
  fullInDays: z.number().nullable().describe("null: not at this pace"),
});
export type DiskForecast = z.infer<typeof DiskForecast>;

/** What is stored, how long, and how long that can go on. */
export const StorageReport = z.object({
  tables: z.array(StoredTable).describe("the largest first"),
  system: z.array(SystemTable),
  disks: z.array(DatabaseDisk),
  retention: z.array(KindRetention),
  forecast: DiskForecast,
  unreadable: z.array(z.string()).describe("what the database does not let this account see, with its reason"),
});
export type StorageReport = z.infer<typeof StorageReport>;
