import { z } from "zod";
import { defineQuery } from "@/lib/clickhouse/define-query.ts";
import type { Database } from "@/lib/clickhouse/open-database.ts";
import { LATENCY_PARTS, type LatencyParts } from "@/lib/model/latency-parts.ts";
import { Instant, type TimeWindow } from "../time-window.ts";

const readParts = defineQuery({
  name: "seam-latency-split",
  params: z.object({ project: z.string(), seamId: z.string(), from: Instant, to: Instant }),
  row: z.object({
    counts: z.array(z.coerce.number()).length(LATENCY_PARTS.length),
    quantiles: z.array(z.array(z.number().nullable())).length(LATENCY_PARTS.length),
  }),
  sql: `
    SELECT
        [${LATENCY_PARTS.map((part) => `count(${part}_ms)`).join(", ")}] AS counts,
        [${LATENCY_PARTS.map((part) => `quantilesTDigest(0.5, 0.95)(${part}_ms)`).join(", ")}] AS quantiles
    FROM handoffs FINAL
    PREWHERE project = {project: String} AND seam_id = {seamId: String}
        AND started_at >= {from: DateTime64(3, 'UTC')} AND started_at < {to: DateTime64(3, 'UTC')}
    WHERE NOT candidate
    LIMIT 1`,
});

/** How long each part of a seam's handoffs took, in milliseconds; a part that no handoff has evidence of is absent. */
export async function readLatencySplit(
  db: Database,
  { project, seamId, from, to }: TimeWindow & { project: string; seamId: string },
): Promise<LatencyParts> {
  const [row] = await readParts(db, { project, seamId, from, to });
  return partsFrom(row?.counts ?? [], row?.quantiles ?? []);
}

/** Counts and quantiles in the order of the parts, with their names; those without evidence left out. */
export function partsFrom(counts: readonly number[], quantiles: readonly (readonly (number | null)[])[]): LatencyParts {
  return LATENCY_PARTS.flatMap((part, index) => {
    const [p50Ms, p95Ms] = quantiles[index] ?? [];
    if (typeof p50Ms !== "number" || typeof p95Ms !== "number") return [];
    return [{ part, p50Ms, p95Ms, n: counts[index] ?? 0 }];
  });
}
