import type { Database } from "@/lib/clickhouse/open-database.ts";
import type { SeamEnds, VersionPair } from "@/lib/model/seam.ts";
import type { TimeWindow } from "../time-window.ts";
import { readSeamTraffic, type SeamTraffic } from "./read-seam-traffic.ts";

/** A seam with traffic in a window, and what each combination of versions did on it. */
export interface ChangeTraffic extends Pick<SeamEnds, "id" | "source" | "target" | "contract"> {
  pairs: VersionPair[];
}

/** Seams with traffic in the window (whole minutes), the one with the busiest pair of versions first; only the one when `seamId` is not empty. */
export async function readChangeTraffic(db: Database, asked: TimeWindow & { project: string; seamId: string }): Promise<ChangeTraffic[]> {
  const traffic = (await readSeamTraffic(db, asked)).filter(({ pairs }) => pairs.length > 0);
  return traffic
    .toSorted((a, b) => busiest(b) - busiest(a) || (a.ends.id < b.ends.id ? -1 : 1))
    .map(({ ends: { id, source, target, contract }, pairs }) => ({ id, source, target, contract, pairs }));
}

const busiest = ({ pairs: [first] }: SeamTraffic): number => first?.handoffs ?? 0;
