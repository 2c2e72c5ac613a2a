/** How often the analysis of one trace is tried; the waits between double, so the last try is about two minutes after the first. */
const ATTEMPTS_MAX = 8;
/** Traces whose failures are remembered; the oldest is forgotten first. */
const REMEMBERED_MAX = 10_000;

/** What became of analyses since the collector started. */
export interface AnalysisCounts {
  analysed: number;
  failedAttempts: number;
  givenUp: number;
}

/** What isolating needs: the work itself, whether the database is there at all, and a way to come back later. */
export interface IsolationParts {
  analyse: (traceIds: readonly string[]) => Promise<void>;
  isDatabaseUp: () => Promise<boolean>;
  again: (traceIds: readonly string[], afterMs: number) => void;
  retryAfterMs: number;
  log: (line: string) => void;
}

/** Analyses traces together, and a trace that fails apart from the others. */
export interface Isolation {
  readonly counts: AnalysisCounts;
  /** Never rejects: what fails is tried again later, and given up after eight attempts. */
  run(traceIds: readonly string[]): Promise<void>;
  hasGivenUp(traceId: string): boolean;
  /** A trace that has grown may succeed now: it gets all its attempts again. */
  forget(traceId: string): void;
}

/** A database that does not answer is nobody's fault and is waited for without counting. */
export function isolateFailures({ analyse, isDatabaseUp, again, retryAfterMs, log }: IsolationParts): Isolation {
  const failures = new Map<string, number>();
  const counts: AnalysisCounts = { analysed: 0, failedAttempts: 0, givenUp: 0 };
  const run = async (traceIds: readonly string[]): Promise<void> => {
    try {
      await analyse(traceIds);
      counts.analysed += traceIds.length;
      for (const traceId of traceIds) failures.delete(traceId);
    } catch (error) {
      await takeApart(traceIds, error instanceof Error ? error.message : String(error));
    }
  };
  const takeApart = async (traceIds: readonly string[], why: string): Promise<void> => {
    const [only, ...others] = traceIds;
    if (only === undefined) return;
    if (!(await isDatabaseUp())) {
      log(`Cannot analyse ${traceIds.length} traces, the database does not answer; trying again: ${why}`);
      again(traceIds, retryAfterMs);
    } else if (others.length > 0) {
      for (const traceId of traceIds) await run([traceId]);
    } else {
      countFailure(only, why);
    }
  };
  const countFailure = (traceId: string, why: string): void => {
    const attempt = (failures.get(traceId) ?? 0) + 1;
    failures.delete(traceId);
    failures.set(traceId, attempt);
    for (const oldest of [...failures.keys()].slice(0, Math.max(0, failures.size - REMEMBERED_MAX))) failures.delete(oldest);
    counts.failedAttempts += 1;
    if (attempt < ATTEMPTS_MAX) {
      log(`Cannot analyse trace ${traceId}, trying again (attempt ${attempt} of ${ATTEMPTS_MAX}): ${why}`);
      again([traceId], retryAfterMs * 2 ** (attempt - 1));
    } else {
      log(`Gave up on trace ${traceId} after ${ATTEMPTS_MAX} attempts, until it grows: ${why}`);
      counts.givenUp += 1;
    }
  };
  return {
    counts,
    run,
    hasGivenUp: (traceId) => (failures.get(traceId) ?? 0) >= ATTEMPTS_MAX,
    forget: (traceId) => failures.delete(traceId),
  };
}
