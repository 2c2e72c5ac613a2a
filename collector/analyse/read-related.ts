import type { Database } from "@/lib/clickhouse/open-database.ts";
import type { Span } from "@/lib/model/span.ts";
import { findTracesByKey } from "@/lib/queries/traces/find-traces-by-key.ts";
import { SPANS_MAX } from "@/lib/queries/traces/read-spans.ts";
import { readToldSpans } from "@/lib/queries/traces/read-told-spans.ts";
import { TOOL_CALL } from "@/lib/seams/gates/joined-calls.ts";
import { joinKeysIn, openCallsByTrace } from "@/lib/seams/join-keys.ts";
import { linkedTraces } from "@/lib/seams/trace/links.ts";

/** What reading traces needs; `log` is told when there is more than can be looked at. */
export interface ReadContext {
  db: Database;
  project: string;
  log: (line: string) => void;
}

/** Traces beyond those asked for that are read at once; work that hangs together through more is looked at in parts. */
export const RELATED_MAX = 2048;
/** Some models number their tool calls, so that one id is in many traces; such an id joins nothing. */
const TRACES_PER_CALL_MAX = 16;

/** The spans of the traces with what was logged about them; when they are more than fit into memory, the log says of which traces some are left out. */
export async function readTraces({ db, project, log }: ReadContext, traceIds: readonly string[]): Promise<Span[]> {
  if (traceIds.length === 0) return [];
  const { spans, isCut } = await readToldSpans(db, { project, traceIds });
  if (isCut) log(`Only the first ${SPANS_MAX} spans are looked at of ${nameSome(traceIds)}`);
  return spans;
}

/** A few of the traces by name, the others by their number. */
export const nameSome = (traceIds: readonly string[]): string => `${traceIds.slice(0, 5).join(", ")}${traceIds.length > 5 ? ` and ${traceIds.length - 5} more traces` : ""}`;

/** What belongs to the traces asked for. */
export interface Related {
  /** Traces of which all neighbours were read, too, so that their handoffs can be judged. */
  traceIds: string[];
  spans: Span[];
  /** More hangs together than is read at once: only the traces asked for can be judged, and perhaps not all of their neighbours were read. */
  isCut: boolean;
}

/**
 * Reads traces with their neighbours by key and link, since a trace that takes up another one changes what the other's
 * handoffs came to, and the neighbours of those. No further: a handoff has its evidence in a trace and in neighbours of it.
 */
export async function readRelated(context: ReadContext, grown: readonly string[]): Promise<Related> {
  const spans = await readTraces(context, grown);
  await storeOpenCalls(context, spans);
  const known = new Set(grown);
  const near = await findNeighbours(context, spans, known);
  if (near.length > RELATED_MAX) return { traceIds: [...grown], spans: [...spans, ...(await readTraces(context, near.toSorted().slice(0, RELATED_MAX)))], isCut: true };
  const beside = await readTraces(context, near);
  const far = await findNeighbours(context, beside, new Set([...known, ...near]));
  if (near.length + far.length > RELATED_MAX) return { traceIds: [...grown], spans: [...spans, ...beside], isCut: true };
  return { traceIds: [...grown, ...near], spans: [...spans, ...beside, ...(await readTraces(context, far))], isCut: false };
}

/** Stored before anything is looked up: of two traces that are analysed at the same time at least one finds the other. */
async function storeOpenCalls({ db, project }: ReadContext, spans: readonly Span[]): Promise<void> {
  const open = openCallsByTrace(spans);
  if (open.length > 0) await db.insert("correlation_keys", open.map(({ traceId, kind, key }) => ({ project, key_kind: kind, key, trace_id: traceId })));
}

async function findNeighbours({ db, project }: ReadContext, spans: readonly Span[], known: ReadonlySet<string>): Promise<string[]> {
  if (spans.length === 0) return [];
  const found = await Promise.all(joinKeysIn(spans).map(({ kind, keys }) => findTracesByKey(db, { project, kind, keys, ...(kind === TOOL_CALL ? { tracesMax: TRACES_PER_CALL_MAX } : {}) })));
  return [...new Set([...linkedTraces(spans), ...found.flat()])].filter((traceId) => !known.has(traceId));
}
