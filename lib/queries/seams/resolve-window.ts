import type { Database } from "@/lib/clickhouse/open-database.ts";
import { wholeMinutes, type TimeWindow } from "../time-window.ts";
import { readTrafficExtent } from "./read-traffic-extent.ts";

interface AskedFor {
  from?: Date | undefined;
  to?: Date | undefined;
}

/**
 * The window of whole minutes that a question about seams is answered for. Where nothing is asked for it reaches from the
 * first traffic until now, or until the last traffic if that is dated later: a first look is never empty.
 */
export async function resolveWindow(db: Database, project: string, asked: AskedFor, now: Date): Promise<TimeWindow> {
  const { from, to } = asked;
  if (from !== undefined && to !== undefined) return wholeMinutes({ from, to });
  const extent = (await readTrafficExtent(db, project)) ?? { from: now, to: now };
  const end = to ?? new Date(Math.max(now.getTime(), extent.to.getTime(), from?.getTime() ?? 0));
  const start = from ?? new Date(Math.min(extent.from.getTime(), end.getTime()));
  return wholeMinutes({ from: start, to: end });
}
