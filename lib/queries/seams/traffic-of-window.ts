import { z } from "zod";
import type { TimeWindow } from "../time-window.ts";

const MINUTE_S = 60;
const HOUR_S = 3600;
const DAY_S = 86_400;
/** `DateTime` ends in 2106. */
const LATEST_S = 0xff_ff_ff_ff;

const Second = z.int().min(0).max(LATEST_S);

/** Parameters of a question over `trafficOf`: whose traffic, of which seam (empty: of all), and where the window is cut, in unix seconds. */
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

interface Grain {
  table: string;
  at: "minute" | "hour" | "day";
  where: string;
}

const between = (from: string, to: string) => (at: string): string => `(${at} >= toDateTime({${from}: UInt32}, 'UTC') AND ${at} < toDateTime({${to}: UInt32}, 'UTC'))`;
const GRAINS = (minutes: string): readonly Grain[] => [
  { table: minutes, at: "minute", where: `(${between("start", "hoursFrom")("minute")} OR ${between("hoursTo", "end")("minute")})` },
  { table: "seams_per_hour", at: "hour", where: `(${between("hoursFrom", "daysFrom")("hour")} OR ${between("daysTo", "hoursTo")("hour")})` },
  { table: "seams_per_day", at: "day", where: between("daysFrom", "daysTo")("day") },
];

/**
 * A subquery with these columns of all buckets with traffic in the window, whatever their length; `at` is where a bucket starts. A bucket
 * that lost its handoffs has no names. Minutes of one seam lie together in one table, those of all seams in another.
 */
export function trafficOf(columns: string | ((at: Grain["at"]) => string), { of, also = "" }: { of: "one seam" | "all seams"; also?: string }): string {
  const seam = of === "one seam" ? "AND seam_id = {seamId: String}" : "AND ({seamId: String} = '' OR seam_id = {seamId: String})";
  const parts = GRAINS(of === "one seam" ? "seams_per_minute" : "seams_by_minute").map(
    ({ table, at, where }) => `
        SELECT ${at} AS at, ${typeof columns === "string" ? columns : columns(at)}
        FROM ${table} FINAL
        PREWHERE project = {project: String} ${seam} AND ${where}
        WHERE handoffs > 0 ${also}`,
  );
  return `(${parts.join("\n        UNION ALL")}
    )`;
}

/** The column `versions` as every grain can tell it: source, target, contract, handoffs, failed, first and last seen. */
export const versionsOf = (at: Grain["at"]): string =>
  at === "minute" ? "arrayMap(pair -> (pair.1, pair.2, pair.3, pair.4, pair.5, first_at, last_at), versions) AS pairs" : "versions AS pairs";
