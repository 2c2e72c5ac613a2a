import { formatInstant } from "./instant.ts";

/** Unix nanoseconds of this century: no count or size in evidence has nineteen digits. */
const UNIX_NANOS = /^[1-4]\d{18}$/;

/** A piece of a finding's evidence as a person reads it: "lastLegAt" is "last leg at", unix nanoseconds are a date. */
export function evidenceWords(name: string, value: string): { name: string; value: string } {
  const words = name.replaceAll(/([a-z\d])([A-Z])/g, "$1 $2").replaceAll("_", " ").toLowerCase();
  return { name: words, value: UNIX_NANOS.test(value) ? formatInstant(value) : value };
}
