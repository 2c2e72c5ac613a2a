import type { Database } from "@/lib/clickhouse/open-database.ts";
import { findLooseTraces, readPinnedHandoffs } from "@/lib/queries/citations/find-loose-traces.ts";
import { findHeldTraces } from "@/lib/queries/citations/read-pin-use.ts";

/** Time to think again, and for a pin that is being made to be noted. */
const GRACE_S = 600;
const PER_STATEMENT = 1000;

const OF_TRACES = ["pinned_spans", "pinned_log_records", "pinned_traces", "pinned_trace_keys", "pinned_correlation_keys"];

/** Removes what no pin has held for ten minutes; sizes last, so that what was interrupted is found again. Answers how many traces went. */
export async function releaseUnpinned(db: Database, { project, forS = GRACE_S }: { project: string; forS?: number }): Promise<number> {
  const loose = (await findLooseTraces(db, { project, forS })).map((row) => row.traceId);
  if (loose.length === 0) return 0;
  const handoffIds = await onlyIn(db, project, loose);
  for (const table of OF_TRACES) await db.remove(table, "project = {project: String} AND trace_id IN {traceIds: Array(FixedString(32))}", { project, traceIds: loose });
  for (let start = 0; start < handoffIds.length; start += PER_STATEMENT) {
    for (const table of ["pinned_handoff_keys", "pinned_handoffs"]) {
      await db.remove(table, "project = {project: String} AND handoff_id IN {ids: Array(String)}", { project, ids: handoffIds.slice(start, start + PER_STATEMENT) });
    }
  }
  await db.remove("pinned_trace_sizes", "project = {project: String} AND trace_id IN {traceIds: Array(FixedString(32))}", { project, traceIds: loose });
  return loose.length;
}

/** Handoffs with evidence in these traces and in none that is held. */
async function onlyIn(db: Database, project: string, loose: readonly string[]): Promise<string[]> {
  const handoffs = await readPinnedHandoffs(db, { project, traceIds: [...loose] });
  const others = [...new Set(handoffs.flatMap((handoff) => handoff.traceIds))];
  const held = new Set<string>();
  for (let start = 0; start < others.length; start += PER_STATEMENT) {
    for (const { traceId } of await findHeldTraces(db, { project, traceIds: others.slice(start, start + PER_STATEMENT) })) held.add(traceId);
  }
  return handoffs.filter((handoff) => !handoff.traceIds.some((traceId) => held.has(traceId))).map((handoff) => handoff.id);
}
