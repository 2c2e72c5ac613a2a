import type { Database } from "@/lib/clickhouse/open-database.ts";
import type { SeamEnds } from "@/lib/model/seam.ts";
import type { TimeWindow } from "../time-window.ts";
import { readSeamTraffic, type SeamTraffic } from "./read-seam-traffic.ts";

/** A seam's traffic as far as windows are compared by it. */
export interface ComparedTraffic extends Pick<SeamTraffic, "handoffs" | "failed" | "silent" | "lost" | "byClass" | "quantiles" | "pairs"> {
  seam: SeamEnds & { inferred: boolean };
}

/** Seams with traffic in the window (whole minutes), by id, most failures first. */
export async function readComparedTraffic(db: Database, { project, from, to }: TimeWindow & { project: string }): Promise<Map<string, ComparedTraffic>> {
  const traffic = await readSeamTraffic(db, { project, seamId: "", from, to });
  return new Map(traffic.map(({ ends, declared, handoffs, failed, silent, lost, byClass, quantiles, pairs }) => [ends.id, { seam: { ...ends, inferred: declared === 0 }, handoffs, failed, silent, lost, byClass, quantiles, pairs }]));
}
