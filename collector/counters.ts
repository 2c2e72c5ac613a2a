import type { LogIgnored } from "@/lib/model/read-logs.ts";

/** What happened to spans and their requests since the collector started. `received` is the sum of stored, rejected and deferred. */
export interface Counts {
  received: number;
  stored: number;
  rejected: number;
  rejectedByField: Record<string, number>;
  deferred: number;
  undecodableRequests: number;
}

/** The same of log records; `received` has in it, too, those that are `ignored` because no handoff can be read from them. */
export interface LogCounts extends Counts {
  ignored: number;
  ignoredByReason: Partial<Record<LogIgnored, number>>;
}

/** The counts of a collector that has just started. */
export function noCounts(): Counts {
  return { received: 0, stored: 0, rejected: 0, rejectedByField: {}, deferred: 0, undecodableRequests: 0 };
}

/** As `noCounts`, for log records. */
export const noLogCounts = (): LogCounts => ({ ...noCounts(), ignored: 0, ignoredByReason: {} });
