import type { Database } from "@/lib/clickhouse/open-database.ts";
import { groupBy } from "@/lib/model/group-by.ts";
import { type Ledger, SPOOL_MARKS, unaccounted } from "@/lib/model/ingest.ts";
import type { CollectorReport, IngestReport, LedgerReport } from "@/lib/model/ingest-report.ts";
import { readLedgers, readLedgerTotals } from "./read-ledgers.ts";

/** A collector writes its ledger every two seconds, and every twenty while nothing changes: after this it has missed two. */
const SILENT_AFTER_S = 45;

type LedgerRow = Awaited<ReturnType<typeof readLedgers>>[number];

/** The ledgers of all collectors, and their sum. `now` is compared with the collectors' clocks. */
export async function getIngest(db: Database, { project, now }: { project: string; now: Date }): Promise<IngestReport> {
  const [rows, totals] = await Promise.all([readLedgers(db, { project }), readLedgerTotals(db, { project })]);
  const byCollector = groupBy(rows, ({ collector }) => collector);
  return {
    totals: totals.map((row) => reportOf(row.signal, row)),
    collectors: Array.from(byCollector.values(), (ledgers) => collectorOf(ledgers, now)).flat(),
    collectorsInAll: rows[0]?.collectorsInAll ?? 0,
  };
}

function collectorOf(rows: readonly LedgerRow[], now: Date): CollectorReport[] {
  const [latest] = rows.toSorted((a, b) => b.heardAt.localeCompare(a.heardAt));
  if (latest === undefined) return [];
  const { collector, startedAt, heardAt, spoolBytes, hardBytes, oldestWaitingS } = latest;
  return [{
    collector,
    startedAt,
    heardAt,
    silent: now.getTime() - Date.parse(heardAt) > SILENT_AFTER_S * 1000,
    ledgers: rows.map((row) => reportOf(row.signal, row)),
    spool: { bytes: spoolBytes, softBytes: Math.round((hardBytes * SPOOL_MARKS.soft) / SPOOL_MARKS.hard), hardBytes, oldestWaitingS },
  }];
}

function reportOf(signal: LedgerReport["signal"], ledger: Ledger): LedgerReport {
  const { received, stored, rejected, ignored, deduplicated, deadLettered, inSpool } = ledger;
  return { signal, received, stored, rejected, ignored, deduplicated, deadLettered, inSpool, unaccounted: unaccounted(ledger) };
}
