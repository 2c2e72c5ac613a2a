import type { Database } from "@/lib/clickhouse/open-database.ts";
import { PROJECT } from "@/lib/model/project.ts";
import type { TraceSummary } from "@/lib/model/trace.ts";

/** A trace as the table `traces` keeps it; whatever is not given is that of a plain healthy trace. */
export type TraceToWrite = Partial<TraceSummary> & { traceId: string; searchText?: string };

function traceRow(trace: TraceToWrite, version: bigint): Record<string, unknown> {
  return {
    project: PROJECT,
    trace_id: trace.traceId,
    started_at: trace.startedAt ?? "2026-11-20T07:00:00.123456789Z",
    duration_ms: trace.durationMs ?? 12.5,
    name: trace.name ?? "run",
    root_missing: trace.rootMissing ?? false,
    spans: trace.spans ?? 3,
    errors: trace.errors ?? 0,
    services: trace.services ?? [],
    agents: trace.agents ?? [],
    handoffs: trace.handoffs ?? 2,
    failed: trace.failed ?? 0,
    search_text: trace.searchText ?? "",
    version: version.toString(),
  };
}

/** Writes traces as one block; `version` orders the writes. */
export async function insertTraces(db: Database, traces: readonly TraceToWrite[], version: bigint): Promise<void> {
  await db.insert("traces", traces.map((trace) => traceRow(trace, version)));
}
