import type { IngestSnapshot } from "@/lib/model/ingest-snapshot.ts";
import type { RejectRow } from "@/lib/model/ingest.ts";

type Rejects = IngestSnapshot["rejects"][number];

/** What happened to requests and their records since the collector started, beside what the ledger tells. */
export class IngestCounts {
  refusedRequests = 0;
  readonly busyRequests = { 429: 0, 503: 0 };
  readonly ignoredByReason: Record<string, number> = {};
  readonly redactions: Record<string, number> = {};
  private readonly byFault = new Map<string, Rejects>();

  get rejects(): Rejects[] {
    return [...this.byFault.values()];
  }

  countRejects(rows: readonly RejectRow[]): void {
    for (const { signal, action, reason, records } of rows) {
      const fault = `${signal} ${action} ${reason}`;
      const before = this.byFault.get(fault) ?? { signal, action, reason, records: 0, requests: 0 };
      this.byFault.set(fault, { ...before, records: before.records + records, requests: before.requests + 1 });
    }
  }

  countIgnored(byReason: Readonly<Record<string, number>>): void {
    addUp(this.ignoredByReason, byReason);
  }

  countRedactions(byRule: Readonly<Record<string, number>>): void {
    addUp(this.redactions, byRule);
  }
}

function addUp(sums: Record<string, number>, counts: Readonly<Record<string, number>>): void {
  for (const [name, count] of Object.entries(counts)) sums[name] = (sums[name] ?? 0) + count;
}
