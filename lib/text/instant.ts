const SECOND = 1000;
const UNITS = [
  ["year", 365 * 86_400 * SECOND],
  ["month", 30 * 86_400 * SECOND],
  ["day", 86_400 * SECOND],
  ["h", 3600 * SECOND],
  ["min", 60 * SECOND],
  ["s", SECOND],
] as const;
const SPELT_OUT = new Set<string>(["year", "month", "day"]);

/** RFC 3339 or unix nanoseconds as digits → unix milliseconds; NaN when it is neither. */
export function millisOf(instant: string): number {
  return /^\d{1,20}$/.test(instant) ? Number(BigInt(instant) / 1_000_000n) : Date.parse(instant);
}

/** How long ago, in one unit: "just now", "42 s ago", "3 days ago", "in 5 min". */
export function formatAgo(instant: string, nowMs: number): string {
  const ms = millisOf(instant);
  if (Number.isNaN(ms)) return "at an unknown time";
  const distance = Math.abs(nowMs - ms);
  if (distance < 5 * SECOND) return "just now";
  const [unit, size] = UNITS.find(([, unitMs]) => distance >= unitMs) ?? ["s", SECOND];
  const amount = Math.floor(distance / size);
  const words = `${amount} ${SPELT_OUT.has(unit) && amount !== 1 ? `${unit}s` : unit}`;
  return nowMs >= ms ? `${words} ago` : `in ${words}`;
}

/** Date and time to the millisecond with its zone: "2026-11-20 07:12:03.123 UTC". */
export function formatInstant(instant: string): string {
  const ms = millisOf(instant);
  if (Number.isNaN(ms)) return instant === "" ? "unknown" : instant;
  const iso = new Date(ms).toISOString();
  return `${iso.slice(0, 10)} ${iso.slice(11, 23)} UTC`;
}

/** Date and time to the second without the zone, for places that name the zone once: "2026-11-20 07:12:03". */
export function formatInstantShort(instant: string): string {
  return formatInstant(instant).replace(/\.\d{3} UTC$/, "");
}

/** Time of day to the millisecond, for rows whose date stands elsewhere: "07:12:03.123". */
export function formatTimeOfDay(instant: string): string {
  const words = formatInstant(instant);
  return words.endsWith(" UTC") ? words.slice(11, 23) : words;
}

/** How much of an instant is told: to the millisecond, to the second, or only the time of day to the millisecond. */
export type InstantPrecision = "ms" | "s" | "time";

/** An instant on the clock of a zone `offsetMin` minutes east of UTC: "2026-11-20 08:12:03.123 UTC+1"; without the zone for a time of day. */
export function formatInstantAt(instant: string, offsetMin: number, precision: InstantPrecision): string {
  const ms = millisOf(instant);
  if (Number.isNaN(ms)) return instant === "" ? "unknown" : instant;
  const iso = new Date(ms + offsetMin * 60_000).toISOString();
  if (precision === "time") return iso.slice(11, 23);
  return `${iso.slice(0, 10)} ${iso.slice(11, precision === "s" ? 19 : 23)} ${zoneName(offsetMin)}`;
}

/** The name of a zone `offsetMin` minutes east of UTC: "UTC", "UTC+5:30". */
export function zoneName(offsetMin: number): string {
  if (offsetMin === 0) return "UTC";
  const [hours, minutes] = [Math.floor(Math.abs(offsetMin) / 60), Math.abs(offsetMin) % 60];
  return `UTC${offsetMin < 0 ? "−" : "+"}${hours}${minutes === 0 ? "" : `:${String(minutes).padStart(2, "0")}`}`;
}
