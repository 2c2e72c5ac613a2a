import type { IngestSnapshot } from "@/lib/model/ingest-snapshot.ts";
import { NO_ALERTS_YET } from "@/lib/model/alert-snapshot.ts";
import type { Alerter } from "./alert/alert.ts";
import type { IngestCounts } from "./counters.ts";
import type { Spool } from "./spool/spool.ts";
import { InsertCounts } from "./store/insert-counts.ts";
import type { Store } from "./store/store.ts";
import { NotifyCounts } from "./notify/counts.ts";

/** What the collector tells of its way in, and of alerts on their way out; what is behind the spool is missing while the database has not been reached since the start. */
export function takeSnapshot(spool: Spool, behind: { store: Store; alerter: Alerter; notifier: { counts: NotifyCounts } } | undefined, counts: IngestCounts): IngestSnapshot {
  const { refusedRequests, busyRequests, rejects, redactions } = counts;
  return {
    collector: spool.collector.id,
    ledgers: spool.ledgers,
    spool: spool.snapshot(),
    inserts: behind?.store.inserts() ?? new InsertCounts().snapshot(),
    deadLetters: behind?.store.deadLetters() ?? { entries: 0, records: 0 },
    refusedRequests,
    busyRequests: { ...busyRequests },
    rejects,
    redactions: { ...redactions },
    alerts: behind?.alerter.snapshot() ?? NO_ALERTS_YET,
    alertDeliveries: (behind?.notifier.counts ?? new NotifyCounts()).report(),
  };
}
