import { z } from "zod";
import { defineQuery } from "@/lib/clickhouse/define-query.ts";
import type { Database } from "@/lib/clickhouse/open-database.ts";
import { bucketColumns, countColumns, JudgementCounts, type JudgementParts } from "./judgement-columns.ts";
import { cutMeasured } from "./measure-window.ts";

const SEAMS_MAX = 100_000;
const Second = z.int().min(0);

/** Both bounds of a stretch, also as the tables are sorted. */
const within = (at: "minute" | "hour", from: string, to: string): string => {
  const start = at === "minute" ? "toStartOfHour" : "toStartOfDay";
  const [first, last] = [from, to].map((bound) => `toDateTime({${bound}: UInt32}, 'UTC')`);
  return `(${at} >= ${first} AND ${at} < ${last} AND ${start}(${at}) >= ${start}(${first}) AND ${start}(${at}) <= ${start}(${last}))`;
};

const query = (parts: JudgementParts) =>
  defineQuery({
  name: "alert-judgements",
  params: z.object({ project: z.string(), start: Second, hoursFrom: Second, hoursTo: Second, end: Second }),
  row: JudgementCounts,
  sql: `
    SELECT ${countColumns(parts)}
    FROM
    (
        SELECT ${bucketColumns(parts)}
        FROM seam_judgements
        PREWHERE project = {project: String} AND (${within("minute", "start", "hoursFrom")} OR ${within("minute", "hoursTo", "end")})
        UNION ALL
        SELECT ${bucketColumns(parts)}
        FROM seam_judgements_per_hour
        PREWHERE project = {project: String} AND ${within("hour", "hoursFrom", "hoursTo")}
    )
    GROUP BY seamId
    LIMIT ${SEAMS_MAX}`,
  });

const QUERIES = {
  plain: query({ classes: false, latency: false }),
  classes: query({ classes: true, latency: false }),
  latency: query({ classes: false, latency: true }),
  both: query({ classes: true, latency: true }),
} as const;

const nameOf = ({ classes, latency }: JudgementParts): keyof typeof QUERIES => (classes ? (latency ? "both" : "classes") : latency ? "latency" : "plain");

/** `isNow`: the moment is now, so that what the database has of its hour is all before it. */
interface JudgementQuestion {
  project: string;
  at: Date;
  isNow?: boolean | undefined;
  windowMs: number;
  parts: JudgementParts;
}

/** What was found about every seam within a window that ends at a moment; seams about which nothing was found are not listed. */
export function readJudgements(db: Database, { project, at, isNow = false, windowMs, parts }: JudgementQuestion): Promise<JudgementCounts[]> {
  const { start, hoursFrom, hoursTo, end } = cutMeasured(at, windowMs, isNow);
  return QUERIES[nameOf(parts)](db, { project, start, hoursFrom, hoursTo, end });
}
