import { z } from "zod";
import { defineQuery } from "@/lib/clickhouse/define-query.ts";
import type { Database } from "@/lib/clickhouse/open-database.ts";

const HOUR_S = 3600;
const DAY_S = 24 * HOUR_S;
const WEEK_S = 7 * DAY_S;
const WEEKS = 4;
/** With less than two weeks of history the same hour of the last days stands for that of the last weeks. */
const DAYS = 7;
const SEAMS_MAX = 100_000;
/** A seam that was at work in fewer hours, or for a shorter time, has no cadence yet. */
const HOURS_MIN = 10;
const KNOWN_MIN_S = 2 * DAY_S;
/** The rollup tells minutes. */
const GRAIN_S = 60;

/** How often a seam is usually used, as learned from its last four weeks; seconds. */
export interface Cadence {
  seamId: string;
  source: string;
  target: string;
  contract: string;
  /** Hours with handoffs that it rests on. */
  hours: number;
  lastS: number;
  /** The longest silence that is usual at this hour; null while there is too little history. */
  usualS: number | null;
}

const Row = z.object({
  seamId: z.string(), source: z.string(), target: z.string(), contract: z.string(),
  hours: z.coerce.number(), firstS: z.coerce.number(), lastS: z.coerce.number(), typicalS: z.coerce.number(), byWeekS: z.coerce.number(), byDayS: z.coerce.number(),
});

/** The longest that a silence had lasted within an hour that began at `start`, or the hour before: work does not begin at the same minute every day. */
const reachedIn = (start: string): string => `arrayMax(arrayMap(gap -> if(gap.1 < ${start} + ${HOUR_S} AND gap.2 > ${start} - ${HOUR_S}, least(gap.2, ${start} + ${HOUR_S}) - gap.1, 0), gaps))`;

const learn = defineQuery({
  name: "alert-cadence",
  params: z.object({ project: z.string(), hour: z.int() }),
  row: Row,
  sql: `
    SELECT
        seamId, source, target, contract, hours, firstS, lastS,
        arrayReduce('quantileExactHigh(0.8)', arrayMap((one, gap) -> greatest(one.3, gap.2 - gap.1), active, arrayConcat([(active[1].1, active[1].1)], gaps))) AS typicalS,
        arrayMax(arrayMap(weeks -> ${reachedIn(`({hour: UInt32} - ${WEEK_S} * weeks)`)}, range(1, ${WEEKS + 1}))) AS byWeekS,
        arrayMax(arrayMap(days -> ${reachedIn(`({hour: UInt32} - ${DAY_S} * days)`)}, range(1, ${DAYS + 1}))) AS byDayS
    FROM
    (
        SELECT
            seam_id AS seamId, max(source_name) AS source, max(target_name) AS target, max(contract_name) AS contract,
            count() AS hours, min(first_s) AS firstS, max(last_s) AS lastS,
            arraySort(groupArray((first_s, last_s, inner_s))) AS active,
            arrayMap((one, next) -> (one.2, next.1), arrayPopBack(active), arrayPopFront(active)) AS gaps
        FROM
        (
            SELECT
                seam_id, seams_per_hour.source AS source_name, seams_per_hour.target AS target_name, seams_per_hour.contract AS contract_name,
                toInt64(toUnixTimestamp(first_at)) AS first_s, toInt64(toUnixTimestamp(last_at)) AS last_s,
                toInt64(${GRAIN_S} * arrayMax(arrayDifference(arraySort(arrayMap(one -> toInt64(one.1), minutes))))) AS inner_s
            FROM seams_per_hour FINAL
            PREWHERE project = {project: String}
                AND hour >= toDateTime({hour: UInt32} - ${WEEKS * WEEK_S}, 'UTC') AND hour < toDateTime({hour: UInt32}, 'UTC')
                AND toStartOfDay(hour) >= toStartOfDay(toDateTime({hour: UInt32} - ${WEEKS * WEEK_S}, 'UTC')) AND toStartOfDay(hour) <= toDateTime({hour: UInt32}, 'UTC')
            WHERE handoffs > 0
        )
        GROUP BY seamId
    )
    LIMIT ${SEAMS_MAX}`,
});

const readLatest = defineQuery({
  name: "alert-latest-handoffs",
  params: z.object({ project: z.string(), from: z.int(), at: z.int() }),
  row: z.object({ seamId: z.string(), lastS: z.coerce.number() }),
  sql: `
    SELECT seam_id AS seamId, least(max(toUnixTimestamp(last_at)), {at: UInt32}) AS lastS
    FROM seams_by_minute FINAL
    PREWHERE project = {project: String} AND minute >= toDateTime({from: UInt32}, 'UTC') AND minute < toDateTime({at: UInt32}, 'UTC') AND toStartOfHour(minute) >= toDateTime({from: UInt32}, 'UTC')
    WHERE handoffs > 0
    GROUP BY seamId
    LIMIT ${SEAMS_MAX}`,
});

/** What was learned at which hour (unix seconds). */
interface Learned {
  project: string;
  hour: number;
  rows: readonly z.output<typeof Row>[];
}

/** What was learned changes with the hour only, and reading four weeks costs as much as all other questions together. */
const learned = new WeakMap<Database, Learned>();

const hourOf = (at: Date): number => Math.floor(at.getTime() / 1000 / HOUR_S) * HOUR_S;

interface CadenceQuestion {
  project: string;
  at: Date;
}

/** Learns every seam's cadence, unless that was done in the hour of `at`. For the time between two evaluations, so that none of them has to. */
export async function learnCadences(db: Database, { project, at }: CadenceQuestion): Promise<Learned> {
  const hour = hourOf(at);
  const known = learned.get(db);
  if (known?.project === project && known.hour === hour) return known;
  const now = { project, hour, rows: await learn(db, { project, hour }) };
  learned.set(db, now);
  return now;
}

/** Until it is learned anew what was learned an hour before serves. */
function knownAt(db: Database, { project, at }: CadenceQuestion): Learned | undefined {
  const known = learned.get(db);
  const hours = known?.project === project ? (hourOf(at) - known.hour) / HOUR_S : Number.NaN;
  return hours === 0 || hours === 1 ? known : undefined;
}

/**
 * The cadence of every seam with handoffs in the last four weeks, with its last handoff before `at`. What is usual is the greater of two silences: the
 * one that four out of five of its active hours stayed below, and the longest that was reached in the same hour, or the one before, of the last four weeks, so that
 * nights, weekends and rare work are no absence. It is learned from what began before the full hour; see `learnCadences` for when.
 */
export async function readCadences(db: Database, question: CadenceQuestion): Promise<Cadence[]> {
  const { hour, rows } = knownAt(db, question) ?? (await learnCadences(db, question));
  const latest = await readLatest(db, { project: question.project, from: hour, at: Math.floor(question.at.getTime() / 1000) });
  const lastOf = new Map(latest.map((row) => [row.seamId, row.lastS]));
  return rows.map((row) => ({ ...row, lastS: Math.max(row.lastS, lastOf.get(row.seamId) ?? 0), usualS: usualOf(row, hour) }));
}

function usualOf({ hours, firstS, typicalS, byWeekS, byDayS }: z.output<typeof Row>, hour: number): number | null {
  if (hours < HOURS_MIN || hour - firstS < KNOWN_MIN_S) return null;
  return Math.max(GRAIN_S, typicalS, byWeekS, hour - firstS < 2 * WEEK_S ? byDayS : 0);
}
