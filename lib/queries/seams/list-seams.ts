import type { Database } from "@/lib/clickhouse/open-database.ts";
import type { SeamSummary } from "@/lib/model/seam.ts";
import { wholeMinutes, type TimeWindow } from "../time-window.ts";
import { readSeamSummaries } from "./read-seam-summaries.ts";

/** Seams with traffic in the window (widened to whole minutes), most failures first, then most handoffs. */
export function listSeams(db: Database, { project, from, to }: TimeWindow & { project: string }): Promise<SeamSummary[]> {
  return readSeamSummaries(db, { project, ...wholeMinutes({ from, to }) });
}
