import type { IngestSnapshot } from "@/lib/model/ingest-snapshot.ts";
import type { IngestCounts } from "./counters.ts";
import type { Spool } from "./spool/spool.ts";
import { InsertCounts } from "./store/insert-counts.ts";
import type { Store } from "./store/store.ts";

/** What the collector tells of its way in; the store is missing while the database has not been reached since the start. */
export function takeSnapshot(spool: Spool, store: Store | undefined, counts: IngestCounts): IngestSnapshot {
  const { refusedRequests, busyRequests, rejects, redactions } = counts;
  return {
    collector: spool.collector.id,
    ledgers: spool.ledgers,
    spool: spool.snapshot(),
    inserts: store?.inserts() ?? new InsertCounts().snapshot(),
    deadLetters: store?.deadLetters() ?? { entries: 0, records: 0 },
    refusedRequests,
    busyRequests: { ...busyRequests },
    rejects,
    redactions: { ...redactions },
  };
}
