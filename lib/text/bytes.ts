import { UNKNOWN } from "./duration.ts";

const UNITS = ["B", "kB", "MB", "GB", "TB"] as const;

/** A size in bytes, in decimal units as disks and networks count them; "–" when unknown. */
export function formatBytes(bytes: number | null | undefined): string {
  if (bytes === null || bytes === undefined || !Number.isFinite(bytes) || bytes < 0) return UNKNOWN;
  let value = bytes;
  let unit = 0;
  while (value >= 999.5 && unit < UNITS.length - 1) {
    value /= 1000;
    unit += 1;
  }
  const digits = unit > 0 && value < 9.95 ? value.toFixed(1) : String(Math.round(value));
  return `${digits} ${UNITS[unit] ?? "B"}`;
}
