/** Who evaluates among several collectors, and by which clock (collector/share). */
export interface AlertShare {
  isShared: () => boolean;
  isLeader: () => boolean;
  /** Unix nanoseconds by the database's clock. */
  now: () => bigint;
}

/**
 * Tells whether this collector leads, and has for so long (milliseconds) that whoever led before it has noticed that it no longer does. One
 * that is alone need not wait. `monotonicMs` never jumps.
 */
export function watchLeadership(share: AlertShare, handOverMs: number, monotonicMs: () => number): () => boolean {
  let fromMs: number | undefined;
  return () => {
    if (!share.isLeader()) fromMs = undefined;
    else fromMs ??= share.isShared() ? monotonicMs() + handOverMs : monotonicMs();
    return fromMs !== undefined && monotonicMs() >= fromMs;
  };
}
