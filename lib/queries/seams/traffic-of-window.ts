import { z } from "zod";
import type { Database } from "@/lib/clickhouse/open-database.ts";
import type { TimeWindow } from "../time-window.ts";

const MINUTE_S = 60;
const HOUR_S = 3600;
const DAY_S = 86_400;
/** `DateTime` ends in 2106. */
const LATEST_S = 0xff_ff_ff_ff;

const Second = z.int().min(0).max(LATEST_S);

/** Parameters of a question over traffic: whose traffic, of which seam (empty: of all), and where the window is cut, in unix seconds. */
export const TrafficParams = z.object({ project: z.string(), seamId: z.string(), start: Second, hoursFrom: Second, daysFrom: Second, daysTo: Second, hoursTo: Second, end: Second });

/** Where a window is cut. */
export type Cuts = Pick<z.infer<typeof TrafficParams>, "start" | "hoursFrom" | "daysFrom" | "daysTo" | "hoursTo" | "end">;

/**
 * Cuts a window of whole minutes so that each stretch is read from the coarsest rollup that holds exactly it: whole days in the middle,
 * whole hours around them, minutes at its ends. `coarsest` keeps to finer ones, for a question that has to tell parts of them apart.
 */
export function cutWindow({ from, to }: TimeWindow, coarsest: "minute" | "hour" | "day" = "day"): Cuts {
  const start = clamp(from);
  const end = Math.max(start, clamp(to));
  const [hoursFrom, hoursTo] = coarsest === "minute" ? [end, end] : within({ start, end }, HOUR_S);
  const [daysFrom, daysTo] = coarsest === "day" ? within({ start: hoursFrom, end: hoursTo }, DAY_S) : [hoursTo, hoursTo];
  return { start, hoursFrom, daysFrom, daysTo, hoursTo, end };
}

const clamp = (at: Date): number => Math.min(LATEST_S, Math.max(0, Math.ceil(at.getTime() / 1000 / MINUTE_S) * MINUTE_S));

/** The whole steps in a stretch; none of them is a stretch without length at its end. */
function within({ start, end }: { start: number; end: number }, stepS: number): [number, number] {
  const [first, last] = [Math.ceil(start / stepS) * stepS, Math.floor(end / stepS) * stepS];
  return first < last ? [first, last] : [end, end];
}

type At = "minute" | "hour" | "day";

/** What the tables are sorted by before the seam. The database does not conclude it from the bounds of a bucket, so both are said. */
const SORTED_BY: Readonly<Record<At, string>> = { minute: "toStartOfHour", hour: "toStartOfDay", day: "toStartOfMonth" };

const between = (at: At, from: string, to: string): string => {
  const [first, last] = [from, to].map((bound) => `toDateTime({${bound}: UInt32}, 'UTC')`);
  const sorted = SORTED_BY[at];
  return `(${sorted}(${at}) >= ${sorted}(${first}) AND ${sorted}(${at}) <= ${sorted}(${last}) AND ${at} >= ${first} AND ${at} < ${last})`;
};
const WHERE: Readonly<Record<At, string>> = {
  minute: `(${between("minute", "start", "hoursFrom")} OR ${between("minute", "hoursTo", "end")})`,
  hour: `(${between("hour", "hoursFrom", "daysFrom")} OR ${between("hour", "daysTo", "hoursTo")})`,
  day: between("day", "daysFrom", "daysTo"),
};
/** Minutes of one seam lie together in one table, those of all seams in another. */
const TABLES = {
  "one seam": { minute: "seams_per_minute", hour: "seams_per_hour", day: "seams_per_day" },
  "all seams": { minute: "seams_by_minute", hour: "seams_per_hour", day: "seams_per_day" },
} as const;

/** Which columns of a bucket a question is about, and of whose buckets; `at` is where a bucket starts. */
interface TrafficAsked {
  columns: string | ((at: At) => string);
  of: keyof typeof TABLES;
  also?: string;
  /** Left out, where a question reads these otherwise. */
  but?: At;
}

/** A subquery with all buckets with traffic in the window, whatever their length. A bucket that lost its handoffs has no names. */
export type TrafficOf = (asked: TrafficAsked) => string;

const trafficFrom = (grains: readonly At[]): TrafficOf => ({ columns, of, also = "", but }) => {
  const seam = of === "one seam" ? "AND seam_id = {seamId: String}" : "AND ({seamId: String} = '' OR seam_id = {seamId: String})";
  const parts = grains.filter((at) => at !== but).map(
    (at) => `
        SELECT ${at} AS at, ${typeof columns === "string" ? columns : columns(at)}
        FROM ${TABLES[of][at]} FINAL
        PREWHERE project = {project: String} ${seam} AND ${WHERE[at]}
        WHERE handoffs > 0 ${also}`,
  );
  return `(${parts.join("\n        UNION ALL")}
    )`;
};

/** The lengths of buckets that a window is made of; a window without length asks for minutes. */
function grainsOf({ start, hoursFrom, daysFrom, daysTo, hoursTo, end }: Cuts): At[] {
  const hours: At[] = hoursFrom < daysFrom || daysTo < hoursTo ? ["hour"] : [];
  const days: At[] = daysFrom < daysTo ? ["day"] : [];
  const others = [...hours, ...days];
  return start < hoursFrom || hoursTo < end || others.length === 0 ? ["minute", ...others] : others;
}

/** A question over traffic, asked of no more rollups than the window needs. */
export function overTraffic<Params extends Cuts, Answer>(query: (traffic: TrafficOf, grains: readonly At[]) => (db: Database, params: Params) => Promise<Answer>): (db: Database, params: Params) => Promise<Answer> {
  const made = new Map<string, (db: Database, params: Params) => Promise<Answer>>();
  return (db, params) => {
    const grains = grainsOf(params);
    const key = grains.join();
    const ask = made.get(key) ?? query(trafficFrom(grains), grains);
    made.set(key, ask);
    return ask(db, params);
  };
}

/** The column `versions` as every grain can tell it: source, target, contract, handoffs, failed, first and last seen. */
export const versionsOf = (at: At): string =>
  at === "minute" ? "arrayMap(pair -> (pair.1, pair.2, pair.3, pair.4, pair.5, first_at, last_at), versions) AS pairs" : "versions AS pairs";
