/** What has passed since a job began: by the clock, and of processor time in the whole process, the job's included. */
export interface Spent {
  elapsedMs: number;
  processorMs: number;
}

/** On a machine that has no time for us a job may take this many times as long by the clock. */
const PATIENCE = 10;
const SHORTEST_WAIT_MS = 10;

/**
 * How long a job (of at most `msMax` milliseconds) is to be waited for before one looks again; 0: it has had its time. What never ends takes up
 * processor time as the clock runs, so it is told from work that other programs keep from being done.
 */
export function patienceLeft({ elapsedMs, processorMs }: Spent, msMax: number): number {
  if (elapsedMs >= PATIENCE * msMax || Math.min(elapsedMs, processorMs) >= msMax) return 0;
  return Math.max(SHORTEST_WAIT_MS, Math.min(msMax - Math.min(elapsedMs, processorMs), PATIENCE * msMax - elapsedMs));
}
