import { handoffToRow, tombstoneRow } from "@/lib/clickhouse/handoff-row.ts";
import type { Database } from "@/lib/clickhouse/open-database.ts";
import type { Handoff } from "@/lib/model/handoff.ts";
import { readContracts } from "@/lib/queries/contracts/read-contracts.ts";
import { readDeclaredCapabilities } from "@/lib/queries/agents/read-declared-capabilities.ts";
import { readStandingHandoffs } from "@/lib/queries/handoffs/read-standing-handoffs.ts";
import { refreshSeamsPerMinute } from "@/lib/queries/seams/refresh-seams-per-minute.ts";
import { readKeptFrom } from "@/lib/queries/storage/read-kept-from.ts";
import { GROUP } from "@/lib/seams/coordination/groups.ts";
import type { Evidence } from "@/lib/seams/evidence.ts";
import { searchTraces, type TraceSearch } from "@/lib/seams/search-traces.ts";
import { type Changes, type StandingHandoff, compareHandoffs } from "./compare-handoffs.ts";
import { type ContractBook, openContractBook } from "./contract-book.ts";
import { judgeEvidence } from "./judge-evidence.ts";
import { openOfferBook, type OfferBook } from "./offer-book.ts";
import { type Related, RELATED_MAX, readRelated } from "./read-related.ts";
import type { SchemaValidator } from "./schema-validator.ts";
import { createModelSightings, type ModelSightings } from "./sight-models.ts";
import { tellNews } from "./tell-news.ts";
import { createTraceReader, type TraceReader } from "./trace-reader.ts";
import { traceRows } from "./trace-rows.ts";

/**
 * What an analysis needs; `now` is the moment it is made at, in unix nanoseconds. `log` is told when there is more than can be
 * looked at.
 */
export interface AnalysisContext {
  db: Database;
  project: string;
  validator: SchemaValidator;
  deadlineMs: number;
  now: bigint;
  /**
   * Orders what is written: unix nanoseconds of the database's clock, from before anything was read, so that of two analyses the one stands that
   * may know more. `now`, where it is left out.
   */
  version?: bigint;
  /** The same at the moment it is asked for: buckets are recomputed from all that was written before it. */
  laterVersion?: () => Promise<bigint>;
  /**
   * While other collectors are at work: an analysis that took longer than this (milliseconds) and changed something is done again, since one that
   * knew more may have ended meanwhile and found nothing to change.
   */
  againAfterMs?: number;
  log: (line: string) => void;
  /** As much text of spans as one analysis may hold; 256 MiB, where it is left out. */
  bytesMax?: number;
  /** The contracts of the moment; read for each analysis where it is left out. */
  contracts?: () => Promise<ContractBook>;
  /** What was written of models already is remembered here; nothing is, where it is left out. */
  sightModels?: ModelSightings;
  /** Which traces are analysed only because a contract was pushed; none, where it is left out. */
  isRejudged?: (traceId: string) => boolean;
}

/**
 * Reads traces back, finds and judges their handoffs, and writes what has changed. Doing it again with the same spans
 * writes nothing new. Returns traces to be analysed after that: others that speak of a changed handoff, since their summaries count it,
 * too, and these themselves when it took too long.
 */
export async function analyseTraces(context: AnalysisContext, grown: readonly string[]): Promise<string[]> {
  const { db, project } = context;
  const startedMs = performance.now();
  const reader = createTraceReader(db, project, context.bytesMax);
  const { traceIds, others, spans, isCut } = await readWithFanOuts(context, grown, reader);
  if ((isCut || reader.isCut()) && grown.length > 1) return analyseHalves(context, grown);
  if (isCut) context.log(`More than ${RELATED_MAX} traces belong to the work of ${nameSome(grown)}; not all of them are looked at now`);
  if (reader.isCut()) context.log(`Only ${spans.length} spans are looked at of ${nameSome(grown)} and what belongs to it; more do not fit into memory`);
  const search = searchTraces(spans, context.deadlineMs);
  const evidence = evidenceIn(traceIds, search);
  const [handoffs, standing, keptFrom] = await Promise.all([judge(context, evidence), readStanding(context, { traceIds, search }, evidence), readKeptFrom(db)]);
  const changes = compareHandoffs(standing, handoffs, keptFrom.spans);
  await writeHandoffs(context, changes, standing);
  await (context.sightModels ?? createModelSightings(db, project))(traceIds.flatMap((traceId) => search.traceOf(traceId) ?? []));
  await db.insert("traces", await traceRows({ db, project, traceIds, search, isCut: reader.isCut(), handoffs, version: context.version ?? context.now, keptFromMs: keptFrom.spans ?? 0 }));
  const beside = new Set(others);
  const told = [...new Set(changes.written.flatMap((handoff) => handoff.traceIds))].filter((traceId) => beside.has(traceId));
  const isContested = changes.written.length + changes.removed.length > 0 && performance.now() - startedMs > (context.againAfterMs ?? Infinity);
  return isContested ? [...told, ...grown] : told;
}

/** What hangs together through too many traces is taken in smaller parts. */
async function analyseHalves(context: AnalysisContext, grown: readonly string[]): Promise<string[]> {
  const middle = Math.ceil(grown.length / 2);
  return [...(await analyseTraces(context, grown.slice(0, middle))), ...(await analyseTraces(context, grown.slice(middle)))];
}

/** A few of the traces by name, the others by their number. */
const nameSome = (traceIds: readonly string[]): string => `${traceIds.slice(0, 5).join(", ")}${traceIds.length > 5 ? ` and ${traceIds.length - 5} more traces` : ""}`;

/** A trace that only shares a handoff may belong to a fan-out, of which all that there is must be read before its results are counted. */
async function readWithFanOuts(context: AnalysisContext, grown: readonly string[], reader: TraceReader): Promise<Related> {
  const read = await readRelated(context, grown, reader);
  const others = new Set(read.others);
  const grouped = new Set(read.spans.flatMap((span) => (others.has(span.traceId) && GROUP in span.attributes ? [span.traceId] : [])));
  return grouped.size === 0 ? read : readRelated(context, [...grown, ...grouped], reader);
}

function evidenceIn(traceIds: readonly string[], search: TraceSearch): Evidence[] {
  const found = traceIds.flatMap((traceId) => search.handoffsIn(traceId));
  return [...new Map(found.map((evidence) => [evidence.id, evidence])).values()];
}

async function judge({ db, project, validator, now, contracts = () => readBook(db, project) }: AnalysisContext, evidence: readonly Evidence[]): Promise<Handoff[]> {
  let offered: Promise<OfferBook> | undefined;
  const offers = (): Promise<OfferBook> => (offered ??= readDeclaredCapabilities(db, { project }).then(openOfferBook));
  const book = evidence.length === 0 ? openContractBook([]) : await contracts();
  return Promise.all(evidence.map((one) => judgeEvidence({ project, validator, book, offers, now }, one)));
}

const readBook = async (db: Database, project: string): Promise<ContractBook> => openContractBook(await readContracts(db, { project }));

/**
 * What stands of these traces and of these handoffs: one that was found from the other side alone (an orphan) stands under
 * a trace that is not among those analysed now. Other handoffs of that trace are not ours to compare, nor are those with
 * evidence in a trace that was not read.
 */
async function readStanding({ db, project }: AnalysisContext, { traceIds, search }: { traceIds: readonly string[]; search: TraceSearch }, found: readonly Evidence[]): Promise<StandingHandoff[]> {
  const ids = new Set(found.map((evidence) => evidence.id));
  const traces = new Set([...traceIds, ...found.flatMap((evidence) => evidence.traceIds)]);
  const judged = new Set(traceIds);
  const standing = await readStandingHandoffs(db, { project, traceIds: [...traces] });
  return standing.filter(({ id, traceIds: own }) => ids.has(id) || (own.some((traceId) => judged.has(traceId)) && own.every((traceId) => search.traceOf(traceId) !== undefined)));
}

/** Handoffs first, then the buckets they are counted in: a bucket is recomputed from what stands. */
async function writeHandoffs({ db, project, now, version = now, laterVersion, isRejudged = () => false }: AnalysisContext, changes: Changes, standing: readonly StandingHandoff[]): Promise<void> {
  const { written, removed } = changes;
  const stamp = { project, version };
  const news = tellNews(changes, standing, { nowMs: Number(now / 1_000_000n), isRejudged });
  await db.insert("handoffs", [...written.map((handoff) => handoffToRow(handoff, { ...stamp, ...news.get(handoff) })), ...removed.map((key) => tombstoneRow(key, stamp))]);
  const touched = [...written, ...removed].map(({ seamId, startedAt }) => ({ seamId, minute: Math.floor(Date.parse(startedAt) / 60_000) * 60 }));
  const buckets = new Map(touched.map((bucket) => [`${bucket.seamId} ${bucket.minute}`, bucket]));
  if (buckets.size > 0) await refreshSeamsPerMinute(db, project, [...buckets.values()], (await laterVersion?.()) ?? version);
}
