/** What happened to spans and requests since the collector started. `received` is the sum of stored, rejected and deferred. */
export interface Counts {
  received: number;
  stored: number;
  rejected: number;
  rejectedByField: Record<string, number>;
  deferred: number;
  undecodableRequests: number;
}

/** The counts of a collector that has just started. */
export function noCounts(): Counts {
  return { received: 0, stored: 0, rejected: 0, rejectedByField: {}, deferred: 0, undecodableRequests: 0 };
}
