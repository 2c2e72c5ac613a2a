import { z } from "zod";
import { defineQuery } from "@/lib/clickhouse/define-query.ts";
import type { Database } from "@/lib/clickhouse/open-database.ts";
import { HandoffSummary } from "@/lib/model/handoff.ts";
import { FINDING_CLASSES, VERDICTS, type FindingClass, type Verdict } from "@/lib/model/vocabulary.ts";
import { Cursor, cutPage, endBefore, NEWEST, readCursor, type Position } from "../keyset-cursor.ts";
import { searchBackwards } from "../search-backwards.ts";
import { ALL_TIME, Instant, type TimeWindow } from "../time-window.ts";
import type { LatencyBox } from "../seams/latency-box.ts";
import { placesBy } from "./places-of-handoffs.ts";
import { readHandoffsExtent } from "./read-handoffs-extent.ts";

/** The largest page; `limit` of the question may not exceed it. */
export const HANDOFFS_MAX = 500;
const EITHER = [true, false];

/** Versions of both agents and of the contract, "" where nobody reported one; what is left out may be any. */
interface AskedVersions {
  source?: string | undefined;
  target?: string | undefined;
  contract?: string | undefined;
}

/** Which handoffs, and where the page starts. `failed: false` asks for those that did not fail; absent asks for both. */
export interface HandoffsQuestion {
  project: string;
  seam?: string | undefined;
  trace?: string | undefined;
  class?: FindingClass | undefined;
  verdict?: Verdict | undefined;
  failed?: boolean | undefined;
  from?: Date | undefined;
  to?: Date | undefined;
  candidates?: boolean | undefined;
  cursor?: string | undefined;
  limit: number;
  /** Of a seam only: that began and took as long as this, that have a finding at this JSON pointer, that are among these, between these versions. */
  box?: LatencyBox | undefined;
  pointer?: string | undefined;
  ids?: readonly string[] | undefined;
  versions?: AskedVersions | undefined;
}

/** The server takes no parameter longer than 128 KiB, and an id may have 256 bytes, each of them escaped. */
const IDS_PER_QUERY = 200;
const WITHIN = z.object({ boxed: z.boolean(), boxFrom: Instant, boxTo: Instant, minMs: z.number(), maxMs: z.number(), unmeasured: z.boolean(), pointer: z.string(), byIds: z.boolean(), ids: z.array(z.string()).max(IDS_PER_QUERY), sourceVersions: z.array(z.string()), targetVersions: z.array(z.string()), contractVersions: z.array(z.string()) });
const IS_WITHIN = `
        AND (empty({sourceVersions: Array(String)}) OR source_version IN {sourceVersions: Array(String)})
        AND (empty({targetVersions: Array(String)}) OR target_version IN {targetVersions: Array(String)})
        AND (empty({contractVersions: Array(String)}) OR contract_version IN {contractVersions: Array(String)})
        AND (NOT {byIds: Bool} OR handoff_id IN {ids: Array(String)})
        AND (NOT {boxed: Bool} OR (started_at >= {boxFrom: DateTime64(3, 'UTC')} AND started_at < {boxTo: DateTime64(3, 'UTC')}
            AND if({unmeasured: Bool}, total_ms IS NULL, ifNull(total_ms >= {minMs: Float64} AND total_ms < {maxMs: Float64}, false))))
        AND ({pointer: String} = '' OR (notEmpty(finding_classes)
            AND arrayExists(finding -> finding.pointer = {pointer: String}, JSONExtract(summary, 'findings', 'Array(Tuple(pointer String))'))))`;

/** Narrow columns only: the wide `summary` is read afterwards, for the rows of the page. */
const keysOf = ({ from, where, within = "" }: { from: string; where: string; within?: string }) =>
  defineQuery({
    name: "list-handoff-keys",
    params: z.object({
      project: z.string(),
      seam: z.string(),
      traces: z.array(z.string()),
      class: z.enum(FINDING_CLASSES).or(z.literal("")),
      verdicts: z.array(z.enum(VERDICTS)),
      failed: z.array(z.boolean()),
      candidate: z.array(z.boolean()),
      from: Instant,
      to: Instant,
      beforeUnixNano: z.bigint(),
      beforeId: z.string(),
      rows: z.int().min(1).max(HANDOFFS_MAX + 1),
      ...WITHIN.shape,
    }),
    row: z.object({ seamId: z.string(), atUnixNano: z.coerce.bigint(), id: z.string() }),
    sql: `
    SELECT seam_id AS seamId, toUnixTimestamp64Nano(started_at) AS atUnixNano, handoff_id AS id
    FROM ${from} FINAL
    PREWHERE ${where}
        AND ({seam: String} = '' OR seam_id = {seam: String})
        AND started_at >= {from: DateTime64(3, 'UTC')} AND started_at < {to: DateTime64(3, 'UTC')}
        AND started_at <= fromUnixTimestamp64Nano({beforeUnixNano: Int64}, 'UTC')
        AND (started_at, handoff_id) < (fromUnixTimestamp64Nano({beforeUnixNano: Int64}, 'UTC'), {beforeId: String})
    WHERE (empty({traces: Array(String)}) OR hasAny(trace_ids, {traces: Array(FixedString(32))}))
        AND ({class: String} = '' OR has(finding_classes, {class: String}))
        AND verdict IN {verdicts: Array(String)}
        AND failed IN {failed: Array(Bool)}
        AND candidate IN {candidate: Array(Bool)}${within}
    ORDER BY started_at DESC, handoff_id DESC
    LIMIT {rows: UInt32}`,
  });

/** Each where its rows lie together. */
const readKeysOfSeam = keysOf({ from: "handoffs", where: "project = {project: String}" });
const readKeysWithin = keysOf({ from: "handoffs", where: "project = {project: String}", within: IS_WITHIN });
const readKeysOfTrace = keysOf({ from: "handoffs", where: placesBy("trace", "traces"), within: IS_WITHIN });
const readKeys = keysOf({ from: "handoffs_by_time", where: "project = {project: String}" });

const summariesIn = (table: "handoffs" | "handoffs_by_time") => defineQuery({
  name: "list-handoff-summaries",
  params: z.object({
    project: z.string(),
    seamIds: z.array(z.string()),
    starts: z.array(z.bigint()),
    ids: z.array(z.string()),
  }),
  row: z.object({ summary: z.string().transform((json): unknown => JSON.parse(json)).pipe(HandoffSummary) }),
  sql: `
    SELECT summary
    FROM ${table} FINAL
    PREWHERE project = {project: String}
        AND (seam_id, started_at, handoff_id) IN
        (
            SELECT key.1, fromUnixTimestamp64Nano(key.2, 'UTC'), key.3
            FROM (SELECT arrayJoin(arrayZip({seamIds: Array(String)}, {starts: Array(Int64)}, {ids: Array(String)})) AS key)
        )
    ORDER BY started_at DESC, handoff_id DESC
    LIMIT ${IDS_PER_QUERY}`,
});
/** Those of one seam or trace lie together in the one table, those of a stretch of time in the other. */
const readSummaries = { ofOne: summariesIn("handoffs"), ofAll: summariesIn("handoffs_by_time") };

/**
 * A page of handoffs over all seams, newest first, and the cursor of the next page; candidates only when asked for. A page
 * is found by position, not by counting, so rows that arrive meanwhile are neither skipped nor repeated. Throws on a
 * cursor that is none: check it with `Cursor` where it comes in.
 */
export async function listHandoffs(
  db: Database,
  question: HandoffsQuestion,
): Promise<{ handoffs: HandoffSummary[]; next: string | null }> {
  const { project, seam = "", trace = "", failed, verdict, candidates = false, limit } = question;
  if (trace !== "" && !/^[0-9a-f]{32}$/.test(trace)) return { handoffs: [], next: null };
  const before: Position = question.cursor === undefined ? NEWEST : readCursor(Cursor.parse(question.cursor)) ?? NEWEST;
  const window = { from: question.from ?? ALL_TIME.from, to: question.to ?? ALL_TIME.to };
  const ask = trace !== "" ? readKeysOfTrace : seam === "" ? readKeys : isWithin(question) ? readKeysWithin : readKeysOfSeam;
  const readKeysSince = (from: Date) =>
    ask(db, {
      project,
      seam,
      traces: trace === "" ? [] : [trace],
      class: question.class ?? "",
      verdicts: verdict === undefined ? [...VERDICTS] : [verdict],
      failed: failed === undefined ? EITHER : [failed],
      candidate: candidates ? EITHER : [false],
      from,
      to: window.to,
      beforeUnixNano: before.atUnixNano,
      beforeId: before.id,
      rows: limit + 1,
      ...withinOf(question, window),
    });
  const found = trace !== ""
    ? await readKeysSince(window.from)
    : await searchBackwards(await readHandoffsExtent(db), { from: window.from, to: endBefore(window.to, before) }, limit + 1, readKeysSince);
  const { page, next } = cutPage(found, limit);
  if (page.length === 0) return { handoffs: [], next };
  const parts = Array.from({ length: Math.ceil(page.length / IDS_PER_QUERY) }, (_, part) => page.slice(part * IDS_PER_QUERY, (part + 1) * IDS_PER_QUERY));
  const rows = await Promise.all(parts.map((keys) => readSummariesOf(db, { project, keys, table: trace === "" && seam === "" ? "ofAll" : "ofOne" })));
  return { handoffs: rows.flat(), next };
}

const isWithin = ({ box, pointer, ids, versions }: HandoffsQuestion): boolean => [box, pointer, ids, ...Object.values(versions ?? {})].some((one) => one !== undefined);

const asked = (version: string | undefined): string[] => (version === undefined ? [] : [version]);

function withinOf({ box, pointer = "", ids, versions }: HandoffsQuestion, { from, to }: TimeWindow) {
  const boxed = { boxed: box !== undefined, boxFrom: box?.from ?? from, boxTo: box?.to ?? to, minMs: box?.minMs ?? 0, maxMs: box?.maxMs ?? 0, unmeasured: box?.unmeasured ?? false };
  const between = { sourceVersions: asked(versions?.source), targetVersions: asked(versions?.target), contractVersions: asked(versions?.contract) };
  return { ...boxed, ...between, pointer, byIds: ids !== undefined, ids: [...(ids ?? [])] };
}

async function readSummariesOf(db: Database, { project, keys, table }: { project: string; keys: readonly (Position & { seamId: string })[]; table: keyof typeof readSummaries }): Promise<HandoffSummary[]> {
  const rows = await readSummaries[table](db, {
    project,
    seamIds: keys.map((key) => key.seamId),
    starts: keys.map((key) => key.atUnixNano),
    ids: keys.map((key) => key.id),
  });
  return rows.map((row) => row.summary);
}

