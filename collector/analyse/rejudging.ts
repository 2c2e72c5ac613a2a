/** Which traces are analysed only because a contract was pushed: what is found in them then is not news. */
export interface Rejudging {
  /** Spans of these came: they are analysed for their own sake. */
  grew(traceIds: Iterable<string>): void;
  /** These are to be judged again; those that wait for an analysis of their own are left out. */
  begin(traceIds: Iterable<string>): void;
  /** These were analysed. */
  done(traceIds: Iterable<string>): void;
  isRejudged(traceId: string): boolean;
}

/** Traces that grew and go to another collector are never done here; the oldest is forgotten first. */
const GROWING_MAX = 100_000;

/** Keeps count of it. */
export function createRejudging(): Rejudging {
  const growing = new Set<string>();
  const again = new Set<string>();
  return {
    grew(traceIds) {
      for (const traceId of traceIds) {
        growing.add(traceId);
        again.delete(traceId);
      }
      for (const oldest of growing) {
        if (growing.size <= GROWING_MAX) break;
        growing.delete(oldest);
      }
    },
    begin(traceIds) {
      for (const traceId of traceIds) if (!growing.has(traceId)) again.add(traceId);
    },
    done(traceIds) {
      for (const traceId of traceIds) {
        growing.delete(traceId);
        again.delete(traceId);
      }
    },
    isRejudged: (traceId) => again.has(traceId),
  };
}
