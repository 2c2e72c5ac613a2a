import { z } from "zod";
import { defineQuery } from "@/lib/clickhouse/define-query.ts";
import type { Database } from "@/lib/clickhouse/open-database.ts";
import type { Extent } from "../search-backwards.ts";

/** Part metadata alone answers this, so it costs nothing however many handoffs there are. */
const readExtent = defineQuery({
  name: "handoffs-extent",
  params: z.object({}),
  row: z.object({ rows: z.coerce.number(), firstMs: z.coerce.number(), lastMs: z.coerce.number() }),
  sql: `
    SELECT count() AS rows, toUnixTimestamp64Milli(min(started_at)) AS firstMs, toUnixTimestamp64Milli(max(started_at)) AS lastMs
    FROM handoffs
    LIMIT 1`,
});

/** About how many handoffs are stored, and from when to when: what `searchBackwards` wants to know. */
export async function readHandoffsExtent(db: Database): Promise<Extent> {
  const [extent] = await readExtent(db, {});
  return { rows: extent?.rows ?? 0, from: new Date(extent?.firstMs ?? 0), to: new Date(extent?.lastMs ?? 0) };
}
