import { handoffToRow, tombstoneRow } from "@/lib/clickhouse/handoff-row.ts";
import type { Database } from "@/lib/clickhouse/open-database.ts";
import type { Handoff } from "@/lib/model/handoff.ts";
import type { Span } from "@/lib/model/span.ts";
import { readStandingHandoffs } from "@/lib/queries/handoffs/read-standing-handoffs.ts";
import { refreshSeamsPerMinute } from "@/lib/queries/seams/refresh-seams-per-minute.ts";
import { countSpans } from "@/lib/queries/traces/count-spans.ts";
import { findTracesByKey } from "@/lib/queries/traces/find-traces-by-key.ts";
import { SPANS_MAX } from "@/lib/queries/traces/read-spans.ts";
import { readToldSpans } from "@/lib/queries/traces/read-told-spans.ts";
import { conclude } from "@/lib/seams/conclude.ts";
import type { Evidence } from "@/lib/seams/evidence.ts";
import { type TraceSearch, handoffIdsIn, searchTraces } from "@/lib/seams/search-traces.ts";
import { RESUME_KEY_KIND, resumeKeysIn } from "@/lib/seams/trace/resume-key.ts";
import { searchTextOf, summariseTrace } from "@/lib/seams/summarise-trace.ts";
import { type Changes, type StandingHandoff, compareHandoffs } from "./compare-handoffs.ts";
import { outcomeOf } from "./outcome-of.ts";
import type { SchemaValidator } from "./schema-validator.ts";

/**
 * What an analysis needs; `now` is the moment it is made at, in unix nanoseconds, and orders what it writes. `log` is told
 * when there is more than can be looked at.
 */
export interface AnalysisContext {
  db: Database;
  project: string;
  validator: SchemaValidator;
  deadlineMs: number;
  now: bigint;
  log: (line: string) => void;
}

/**
 * Reads traces back, finds and judges their handoffs, and writes what has changed. Doing it again with the same spans
 * writes nothing new. Returns other traces that speak of a changed handoff: their summaries count it, too.
 */
export async function analyseTraces(context: AnalysisContext, grown: readonly string[]): Promise<string[]> {
  const { db, project } = context;
  const { traceIds, spans } = await readWithResumed(context, grown);
  const others = (await findTracesByKey(db, { project, kind: "handoff.id", keys: handoffIdsIn(spans) })).filter((traceId) => !traceIds.includes(traceId));
  const search = searchTraces([...spans, ...(await read(context, others))], context.deadlineMs);
  const handoffs = await judge(context, traceIds, search);
  const changes = compareHandoffs(await readStanding(context, traceIds, handoffs), handoffs);
  await writeHandoffs(context, changes);
  await db.insert("traces", await traceRows(context, traceIds, search, handoffs));
  return [...new Set(changes.written.flatMap((handoff) => handoff.traceIds))].filter((traceId) => others.includes(traceId));
}

/** A trace that takes up an interrupted one changes what the other's handoffs came to, so both are analysed. */
async function readWithResumed(context: AnalysisContext, grown: readonly string[]): Promise<{ traceIds: string[]; spans: Span[] }> {
  const { db, project } = context;
  const spans = await read(context, grown);
  const sharing = await findTracesByKey(db, { project, kind: RESUME_KEY_KIND, keys: resumeKeysIn(spans) });
  const more = sharing.filter((traceId) => !grown.includes(traceId));
  return { traceIds: [...grown, ...more], spans: [...spans, ...(await read(context, more))] };
}

/** The spans of the traces with what was logged about them; when they are more than fit into memory, the log says of which traces some are left out. */
async function read({ db, project, log }: AnalysisContext, traceIds: readonly string[]): Promise<Span[]> {
  const { spans, isCut } = await readToldSpans(db, { project, traceIds });
  if (isCut) log(`Only the first ${SPANS_MAX} spans are looked at of ${traceIds.slice(0, 5).join(", ")}${traceIds.length > 5 ? ` and ${traceIds.length - 5} more traces` : ""}`);
  return spans;
}

async function judge({ project, validator, now }: AnalysisContext, traceIds: readonly string[], search: TraceSearch): Promise<Handoff[]> {
  const evidence = new Map<string, Evidence>();
  for (const traceId of traceIds) for (const one of search.handoffsIn(traceId)) evidence.set(one.id, one);
  return Promise.all([...evidence.values()].map(async (one) => conclude(project, one, await outcomeOf(one, validator), now)));
}

/**
 * What stands of these traces and of these handoffs: one that was found from the other side alone (an orphan) stands under
 * a trace that is not among those analysed now. Other handoffs of that trace are not ours to compare.
 */
async function readStanding({ db, project }: AnalysisContext, traceIds: readonly string[], found: readonly Handoff[]): Promise<StandingHandoff[]> {
  const ids = new Set(found.map((handoff) => handoff.id));
  const traces = new Set([...traceIds, ...found.flatMap((handoff) => handoff.traceIds)]);
  const standing = await readStandingHandoffs(db, { project, traceIds: [...traces] });
  return standing.filter((handoff) => ids.has(handoff.id) || handoff.traceIds.some((traceId) => traceIds.includes(traceId)));
}

/** Handoffs first, then the buckets they are counted in: a bucket is recomputed from what stands. */
async function writeHandoffs({ db, project, now }: AnalysisContext, { written, removed }: Changes): Promise<void> {
  const stamp = { project, version: now };
  await db.insert("handoffs", [...written.map((handoff) => handoffToRow(handoff, stamp)), ...removed.map((key) => tombstoneRow(key, stamp))]);
  const touched = [...written, ...removed].map(({ seamId, startedAt }) => ({ seamId, minute: Math.floor(Date.parse(startedAt) / 60_000) * 60 }));
  const buckets = new Map(touched.map((bucket) => [`${bucket.seamId} ${bucket.minute}`, bucket]));
  await refreshSeamsPerMinute(db, project, [...buckets.values()], now);
}

async function traceRows({ db, project, now }: AnalysisContext, traceIds: readonly string[], search: TraceSearch, handoffs: readonly Handoff[]): Promise<unknown[]> {
  const cut = traceIds.filter((traceId) => (search.traceOf(traceId)?.spans.length ?? 0) >= SPANS_MAX);
  const wholeCounts = new Map(cut.length === 0 ? [] : (await countSpans(db, { project, traceIds: cut })).map((row) => [row.traceId, row.spans]));
  return traceIds.flatMap((traceId) => {
    const trace = search.traceOf(traceId);
    if (trace === undefined) return [];
    const own = handoffs.filter((handoff) => handoff.traceIds.includes(traceId));
    const { startedAt, durationMs, rootMissing, ...rest } = summariseTrace(trace, own);
    const { traceId: id, ...shown } = rest;
    const counts = { ...shown, spans: wholeCounts.get(traceId) ?? shown.spans };
    return [{ project, trace_id: id, started_at: startedAt, duration_ms: durationMs, root_missing: rootMissing, ...counts, search_text: searchTextOf(trace, own), version: now.toString() }];
  });
}
