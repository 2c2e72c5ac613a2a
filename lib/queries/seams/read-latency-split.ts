import { z } from "zod";
import { defineQuery } from "@/lib/clickhouse/define-query.ts";
import type { Database } from "@/lib/clickhouse/open-database.ts";
import { LATENCY_PARTS, type LatencyParts } from "@/lib/model/latency-parts.ts";
import { Instant, type TimeWindow } from "../time-window.ts";
import { roundStepS } from "./read-trend.ts";

/** As many stretches as a heatmap has columns. */
export const COLUMNS_MAX = 96;

/** Each part counted, and its p50 and p95, in the order of the parts. */
export const PARTS_SQL = `
        [${LATENCY_PARTS.map((part) => `count(${part}_ms)`).join(", ")}] AS counts,
        [${LATENCY_PARTS.map((part) => `quantilesTDigest(0.5, 0.95)(${part}_ms)`).join(", ")}] AS quantiles`;
export const PartsRow = z.object({ counts: z.array(z.coerce.number()), quantiles: z.array(z.array(z.number().nullable())) });

const readParts = defineQuery({
  name: "seam-latency-parts",
  params: z.object({ project: z.string(), seamId: z.string(), from: Instant, to: Instant, stepS: z.int().positive() }),
  row: PartsRow.extend({ isAll: z.coerce.number().transform(Boolean), atS: z.coerce.number() }),
  sql: `
    SELECT
        grouping(atS) AS isAll,
        intDiv(toUnixTimestamp(started_at), {stepS: UInt32}) * {stepS: UInt32} AS atS,${PARTS_SQL}
    FROM handoffs FINAL
    PREWHERE project = {project: String} AND seam_id = {seamId: String}
        AND started_at >= {from: DateTime64(3, 'UTC')} AND started_at < {to: DateTime64(3, 'UTC')}
    WHERE NOT candidate
    GROUP BY ROLLUP(atS)
    ORDER BY isAll, atS
    LIMIT ${COLUMNS_MAX + 1}`,
});

type Question = TimeWindow & { project: string; seamId: string };

/** How long each part of a seam's handoffs took in each stretch of the window that a heatmap has as a column, and in all of it. */
export async function readLatencyParts(db: Database, { project, seamId, from, to }: Question): Promise<{ whole: LatencyParts; stretches: { atS: number; parts: LatencyParts }[] }> {
  const rows = await readParts(db, { project, seamId, from, to, stepS: roundStepS({ from, to }, COLUMNS_MAX) });
  const whole = rows.find((row) => row.isAll);
  return { whole: whole === undefined ? [] : partsFrom(whole), stretches: rows.filter((row) => !row.isAll).map((row) => ({ atS: row.atS, parts: partsFrom(row) })) };
}

/** How long each part of a seam's handoffs took, in milliseconds; a part that no handoff has evidence of is absent. */
export async function readLatencySplit(db: Database, question: Question): Promise<LatencyParts> {
  return (await readLatencyParts(db, question)).whole;
}

/** Counts and quantiles with the names of their parts; those without evidence left out. */
export function partsFrom({ counts, quantiles }: z.output<typeof PartsRow>): LatencyParts {
  return LATENCY_PARTS.flatMap((part, index) => {
    const [p50Ms, p95Ms] = quantiles[index] ?? [];
    if (typeof p50Ms !== "number" || typeof p95Ms !== "number") return [];
    return [{ part, p50Ms, p95Ms, n: counts[index] ?? 0 }];
  });
}
