import type { HandoffKey } from "@/lib/clickhouse/handoff-row.ts";
import type { Handoff } from "@/lib/model/handoff.ts";
import type { Changes, StandingHandoff } from "./compare-handoffs.ts";
import { type News, newsOf, type Told } from "./news-of.ts";

/** When what has changed was judged, and which traces were analysed only for a contract's sake. */
export interface Telling {
  nowMs: number;
  isRejudged: (traceId: string) => boolean;
}

/**
 * What the changes count, by handoff. One that moved to another key is still the same; one that was not there before and is found where
 * another of its seam and trace is found no more takes its place, so that more evidence under another id counts nothing twice.
 */
export function tellNews({ written, removed }: Changes, standing: readonly StandingHandoff[], { nowMs, isRejudged }: Telling): Map<Handoff, News> {
  const byId = new Map<string, StandingHandoff[]>();
  for (const one of standing) byId.set(one.id, [...(byId.get(one.id) ?? []), one]);
  const ids = new Set(written.map((handoff) => handoff.id));
  const gone = removed.filter((key) => !ids.has(key.id));
  return new Map(
    written.map((handoff) => {
      const before = byId.get(handoff.id) ?? takePlace(gone, handoff).flatMap((key) => byId.get(key.id) ?? []);
      return [handoff, newsOf(handoff, merge(before), { nowMs, isRejudged: handoff.traceIds.every(isRejudged) })];
    }),
  );
}

/** Takes the first out of those that are gone whose place the handoff may have taken. */
function takePlace(gone: HandoffKey[], handoff: Handoff): HandoffKey[] {
  const index = gone.findIndex((key) => key.seamId === handoff.seamId && key.traceIds.some((traceId) => handoff.traceIds.includes(traceId)));
  return index === -1 ? [] : gone.splice(index, 1);
}

/** What stood under several keys was counted under each. */
function merge(standing: readonly Told[]): Told | undefined {
  const [first, ...others] = standing;
  return first === undefined || others.length === 0 ? first : { ...first, told: [...new Set(standing.flatMap((one) => one.told))] };
}
