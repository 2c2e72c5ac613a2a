const NANOS_PER_MILLI = 1_000_000n;

/** Unix nanoseconds of an RFC 3339 text with any offset and up to nine digits of a second; throws when it is none. */
export function instantOf(rfc3339: string): bigint {
  const parts = /^(\d{4}-\d\d-\d\d[Tt ]\d\d:\d\d:\d\d)(?:\.(\d{1,9})\d*)?([Zz]|[+-]\d\d:\d\d)$/.exec(rfc3339);
  const whole = parts === null ? Number.NaN : Date.parse(`${parts[1]?.replace(" ", "T")}${parts[3]?.toUpperCase()}`);
  if (Number.isNaN(whole)) throw new Error(`expected RFC 3339, found "${rfc3339}"`);
  return BigInt(whole) * NANOS_PER_MILLI + BigInt((parts?.[2] ?? "").padEnd(9, "0"));
}
