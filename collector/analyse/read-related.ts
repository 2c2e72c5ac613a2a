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
const RELATED_MAX = 256;
/** Some models number their tool calls, so that one id is in many traces; such an id joins nothing. */
const TRACES_PER_CALL_MAX = 16;

/** The spans of the traces with what was logged about them; when they are more than fit into memory, the log says of which traces some are left out. */
export async function readTraces({ db, project, log }: ReadContext, traceIds: readonly string[]): Promise<Span[]> {
  const { spans, isCut } = await readToldSpans(db, { project, traceIds });
  if (isCut) log(`Only the first ${SPANS_MAX} spans are looked at of ${nameSome(traceIds)}`);
  return spans;
}

const nameSome = (traceIds: readonly string[]): string => `${traceIds.slice(0, 5).join(", ")}${traceIds.length > 5 ? ` and ${traceIds.length - 5} more traces` : ""}`;

/**
 * Reads traces, and from key to key and link to link all that belong to the same work: a trace that takes up another one
 * changes what the other's handoffs came to. `traceIds` are those of which all neighbours were read, too, so that their
 * handoffs can be judged.
 */
export async function readRelated(context: ReadContext, grown: readonly string[]): Promise<{ traceIds: string[]; spans: Span[] }> {
  const spans = await readTraces(context, grown);
  await storeOpenCalls(context, spans);
  const traceIds = [...grown];
  const known = new Set(grown);
  for (let edge: readonly Span[] = spans, reached: readonly string[] = []; edge.length > 0; ) {
    const next = (await findNeighbours(context, edge)).filter((traceId) => !known.has(traceId));
    if (known.size + next.length > grown.length + RELATED_MAX) {
      context.log(`More than ${RELATED_MAX} traces belong to the work of ${nameSome(grown)}; those further away are not looked at now`);
      break;
    }
    traceIds.push(...reached);
    for (const traceId of next) known.add(traceId);
    edge = next.length === 0 ? [] : await readTraces(context, next);
    reached = next;
    spans.push(...edge);
  }
  return { traceIds, spans };
}

/** Stored before anything is looked up: of two traces that are analysed at the same time at least one finds the other. */
async function storeOpenCalls({ db, project }: ReadContext, spans: readonly Span[]): Promise<void> {
  const open = openCallsByTrace(spans);
  if (open.length > 0) await db.insert("correlation_keys", open.map(({ traceId, kind, key }) => ({ project, key_kind: kind, key, trace_id: traceId })));
}

async function findNeighbours({ db, project }: ReadContext, spans: readonly Span[]): Promise<string[]> {
  const found = await Promise.all(joinKeysIn(spans).map(({ kind, keys }) => findTracesByKey(db, { project, kind, keys, ...(kind === TOOL_CALL ? { tracesMax: TRACES_PER_CALL_MAX } : {}) })));
  return [...new Set([...linkedTraces(spans), ...found.flat()])];
}
