import type { Database } from "@/lib/clickhouse/open-database.ts";
import { groupBy } from "@/lib/model/group-by.ts";
import type { Handoff } from "@/lib/model/handoff.ts";
import { countSpans } from "@/lib/queries/traces/count-spans.ts";
import { readStandingTraces, type StandingTrace } from "@/lib/queries/traces/read-standing-traces.ts";
import type { TraceSearch } from "@/lib/seams/search-traces.ts";
import { searchTextOf, summariseTrace } from "@/lib/seams/summarise-trace.ts";

/** Which traces are to be summarised, and how. */
export interface Summarised {
  db: Database;
  project: string;
  traceIds: readonly string[];
  search: TraceSearch;
  /** Spans were left out for want of memory, and are only counted. */
  isCut: boolean;
  handoffs: readonly Handoff[];
  version: bigint;
  /** Unix milliseconds from which spans are whole; 0, where none was ever removed. */
  keptFromMs: number;
}

/**
 * The rows of the table `traces`. A trace that began before spans are whole keeps the summary it has while fewer spans of it are left than that
 * counts; it is written all the same, since its version says up to when it was analysed.
 */
export async function traceRows({ db, project, version, keptFromMs, ...asked }: Summarised): Promise<unknown[]> {
  const wholeCounts = asked.isCut ? await countWhole(db, project, asked.traceIds) : new Map<string, number>();
  const standing = keptFromMs > 0 ? await readStandingTraces(db, { project, traceIds: [...asked.traceIds] }) : [];
  const kept = new Map(standing.flatMap((one) => (Date.parse(one.startedAt) < keptFromMs ? [[one.traceId, one]] : [])));
  return summarise(asked, wholeCounts).map((found) => {
    const before = kept.get(found.traceId);
    return rowOf(before !== undefined && before.spans > found.spans ? before : found, { project, version });
  });
}

function summarise({ traceIds, search, handoffs }: Pick<Summarised, "traceIds" | "search" | "handoffs">, wholeCounts: ReadonlyMap<string, number>): StandingTrace[] {
  const byTrace = groupBy(handoffs.flatMap((handoff) => handoff.traceIds.map((traceId) => ({ traceId, handoff }))), (one) => one.traceId);
  return traceIds.flatMap((traceId) => {
    const trace = search.traceOf(traceId);
    if (trace === undefined) return [];
    const own = [...new Set(byTrace.get(traceId)?.map((one) => one.handoff))];
    const summary = summariseTrace(trace, own);
    return [{ ...summary, spans: wholeCounts.get(traceId) ?? summary.spans, searchText: searchTextOf(trace, own) }];
  });
}

function rowOf({ traceId, startedAt, durationMs, rootMissing, searchText, ...same }: StandingTrace, { project, version }: Pick<Summarised, "project" | "version">): unknown {
  return { project, trace_id: traceId, started_at: startedAt, duration_ms: durationMs, root_missing: rootMissing, ...same, search_text: searchText, version: version.toString() };
}

/** As many traces as one question counts. */
const COUNTED_MAX = 1000;

async function countWhole(db: Database, project: string, traceIds: readonly string[]): Promise<Map<string, number>> {
  const counts = new Map<string, number>();
  for (let start = 0; start < traceIds.length; start += COUNTED_MAX) {
    for (const { traceId, spans } of await countSpans(db, { project, traceIds: traceIds.slice(start, start + COUNTED_MAX) })) counts.set(traceId, spans);
  }
  return counts;
}
