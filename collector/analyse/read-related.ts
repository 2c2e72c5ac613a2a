import type { Database } from "@/lib/clickhouse/open-database.ts";
import type { Span } from "@/lib/model/span.ts";
import { findTracesByKeys } from "@/lib/queries/traces/find-traces-by-keys.ts";
import { TOOL_CALL } from "@/lib/seams/gates/joined-calls.ts";
import { joinKeysIn, openCallsByTrace } from "@/lib/seams/join-keys.ts";
import { handoffIdsIn } from "@/lib/seams/search-traces.ts";
import { linkedTraces } from "@/lib/seams/trace/links.ts";
import { createTraceReader, type TraceReader } from "./trace-reader.ts";

/** What reading traces needs. */
export interface ReadContext {
  db: Database;
  project: string;
}

/** Traces beyond those asked for that are read at once; work that hangs together through more is looked at in parts. */
export const RELATED_MAX = 2048;
/** Some models number their tool calls, so that one id is in many traces; such an id joins nothing. */
const TRACES_PER_CALL_MAX = 16;
const HANDOFF_ID = "handoff.id";

/** What belongs to the traces asked for. */
export interface Related {
  /** Traces of which all neighbours were read, too, so that their handoffs can be judged. */
  traceIds: string[];
  /** Traces that only share a handoff with those: they are read and not judged. */
  others: string[];
  spans: Span[];
  /** More hangs together than is read at once: only the traces asked for can be judged, and perhaps not all of their neighbours were read. */
  isCut: boolean;
}

/**
 * Reads traces with their neighbours by key and link, since a trace that takes up another one changes what the other's
 * handoffs came to, and the neighbours of those. No further: a handoff has its evidence in a trace and in neighbours of it. Of all of them
 * it reads, too, what shares a `handoff.id`.
 */
export async function readRelated(context: ReadContext, grown: readonly string[], reader: TraceReader = createTraceReader(context.db, context.project)): Promise<Related> {
  const search = searchByKeys(context);
  const asked = await reader.read(grown);
  await storeOpenCalls(context, asked);
  const near = without(await search.neighbours(asked), grown);
  const isWide = near.length > RELATED_MAX;
  const beside = await reader.read(isWide ? near.toSorted().slice(0, RELATED_MAX) : near.concat(search.sharing()));
  if (isWide) return finish(reader, search, { traceIds: grown, read: [...asked, ...beside], isCut: true });
  const closest = new Set(near);
  const nearSpans = beside.filter((span) => closest.has(span.traceId));
  const far = without(await search.neighbours(nearSpans), [...grown, ...near]);
  if (near.length + far.length > RELATED_MAX) return finish(reader, search, { traceIds: grown, read: [...asked, ...nearSpans], isCut: true });
  const farSpans = await reader.read(far.concat(search.sharing()));
  const farthest = new Set(far);
  return finish(reader, search, { traceIds: [...grown, ...near], read: [...asked, ...nearSpans, ...farSpans.filter((span) => farthest.has(span.traceId))], isCut: false });
}

/** Joins to what was read the traces that share a handoff with it. */
async function finish(reader: TraceReader, search: KeySearch, { traceIds, read, isCut }: { traceIds: readonly string[]; read: readonly Span[]; isCut: boolean }): Promise<Related> {
  await search.carriers(read);
  const known = new Set(read.map((span) => span.traceId));
  const rest = await reader.read(without(search.sharing(), [...known]));
  return { traceIds: [...traceIds], others: without(search.sharing(), traceIds), spans: [...read, ...rest], isCut };
}

/** Looks for traces by the keys of those that were read; each key of a handoff is asked for once. */
interface KeySearch {
  /** Traces that are joined to these spans' by key or link; whoever shares a handoff with them is found in the same question. */
  neighbours(spans: readonly Span[]): Promise<string[]>;
  /** Finds whoever shares a handoff with these spans. */
  carriers(spans: readonly Span[]): Promise<void>;
  /** All traces found so far that share a handoff. */
  sharing(): string[];
}

function searchByKeys({ db, project }: ReadContext): KeySearch {
  const askedIds = new Set<string>();
  const sharing = new Set<string>();
  const freshIds = (spans: readonly Span[]): string[] => handoffIdsIn(spans).filter((id) => !askedIds.has(id));
  const ask = async (spans: readonly Span[], joins: ReturnType<typeof joinKeysIn>): Promise<string[]> => {
    const ids = freshIds(spans);
    for (const id of ids) askedIds.add(id);
    const found = await findTracesByKeys(db, { project, keys: [{ kind: HANDOFF_ID, keys: ids }, ...joins], rare: { kind: TOOL_CALL, tracesMax: TRACES_PER_CALL_MAX } });
    for (const traceId of found.get(HANDOFF_ID) ?? []) sharing.add(traceId);
    return [...found].flatMap(([kind, traceIds]) => (kind === HANDOFF_ID ? [] : traceIds));
  };
  return {
    neighbours: async (spans) => (spans.length === 0 ? [] : [...new Set([...linkedTraces(spans), ...(await ask(spans, joinKeysIn(spans)))])]),
    async carriers(spans) {
      await ask(spans, []);
    },
    sharing: () => [...sharing],
  };
}

const without = (traceIds: readonly string[], known: readonly string[]): string[] => {
  const left = new Set(known);
  return traceIds.filter((traceId) => !left.has(traceId));
};

/** Stored before anything is looked up: of two traces that are analysed at the same time at least one finds the other. */
async function storeOpenCalls({ db, project }: ReadContext, spans: readonly Span[]): Promise<void> {
  const open = openCallsByTrace(spans);
  if (open.length > 0) await db.insert("correlation_keys", open.map(({ traceId, kind, key }) => ({ project, key_kind: kind, key, trace_id: traceId })));
}
