/**
 * OpenTelemetry's JavaScript SDK takes a span's start from a clock of whole milliseconds and its length from a finer one, so
 * that a span may seem to end up to a millisecond after its successor began.
 */
const CLOCK_STEP_NANOS = 1_000_000n;

/** Whether something that ended at `end` was over when something else began at `start`. */
export const isOverBy = (end: bigint, start: bigint): boolean => end - CLOCK_STEP_NANOS <= start;

/** The earlier of two moments. */
export const earlier = (a: bigint, b: bigint): bigint => (a < b ? a : b);
