/**
 * The moments ClickHouse's DateTime64(9) and JavaScript's Date can both hold; a span may claim any. The last is just before
 * 2262-04-11, where windows of time end, so that a window over all time holds every moment.
 */
const EARLIEST = 0n;
const LATEST = 9_223_286_399_999_999_999n;
const NANOS_PER_SECOND = 1_000_000_000n;

/** Unix nanoseconds as RFC 3339 in UTC with nine digits; absurd times are brought to the nearest moment that can be shown. */
export function rfc3339Of(unixNano: bigint): string {
  const clamped = unixNano < EARLIEST ? EARLIEST : unixNano > LATEST ? LATEST : unixNano;
  const seconds = new Date(Number(clamped / NANOS_PER_SECOND) * 1000).toISOString().slice(0, 19);
  return `${seconds}.${(clamped % NANOS_PER_SECOND).toString().padStart(9, "0")}Z`;
}
