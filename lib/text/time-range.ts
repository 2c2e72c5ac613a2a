// Which window of time a page shows. Values and a pure function: the browser and the server both use them.

/** The ready-made windows, shortest first; their keys stand in the URL as `?range=`. */
export const RANGE_PRESETS = [
  { key: "1h", label: "1 hour", ms: 3_600_000 },
  { key: "24h", label: "24 hours", ms: 86_400_000 },
  { key: "7d", label: "7 days", ms: 7 * 86_400_000 },
  { key: "30d", label: "30 days", ms: 30 * 86_400_000 },
  { key: "all", label: "All time", ms: null },
] as const;

type RangeKey = (typeof RANGE_PRESETS)[number]["key"] | "custom";

/** A window of time: from inclusive, to exclusive. `explicit` tells a choice in the URL from the default. */
export interface TimeRange {
  key: RangeKey;
  label: string;
  from: Date;
  to: Date;
  explicit: boolean;
}

/** What the URL says of the window; `from` and `to` win over `range`. */
export interface RangeChoice {
  range?: string | undefined;
  from?: Date | undefined;
  to?: Date | undefined;
}

const DEFAULT_KEY = "24h";
/** Agents' clocks run ahead of ours; what they send must not fall out of "until now". */
const CLOCK_SKEW_MS = 60_000;
/** Before any OpenTelemetry span; the database's dates begin in 1970. */
const BEGINNING = new Date("2000-01-01T00:00:00Z");
const END = new Date("2100-01-01T00:00:00Z");

/** The window the URL asks for, or the last 24 hours. */
export function resolveRange(choice: RangeChoice, now: Date): TimeRange {
  if (choice.from !== undefined || choice.to !== undefined) return customRange(choice, now);
  const preset = RANGE_PRESETS.find(({ key }) => key === choice.range);
  const { key, label, ms } = preset ?? RANGE_PRESETS.find((one) => one.key === DEFAULT_KEY) ?? RANGE_PRESETS[0];
  const explicit = preset !== undefined;
  if (ms === null) return { key, label, from: BEGINNING, to: END, explicit };
  return { key, label, from: new Date(now.getTime() - ms), to: new Date(now.getTime() + CLOCK_SKEW_MS), explicit };
}

function customRange(choice: RangeChoice, now: Date): TimeRange {
  const to = choice.to ?? new Date(now.getTime() + CLOCK_SKEW_MS);
  const from = choice.from ?? BEGINNING;
  const [first, last] = from <= to ? [from, to] : [to, from];
  return { key: "custom", label: `${minuteOf(first)} to ${minuteOf(last)} UTC`, from: first, to: last, explicit: true };
}

/** A date to the minute in UTC, as people and `datetime-local` fields write it. */
export function minuteOf(date: Date, separator = " "): string {
  return date.toISOString().slice(0, 16).replace("T", separator);
}

/** The same on the clock of a zone `offsetMin` minutes east of UTC; empty for what is no instant. */
export function minuteAt(instant: string, offsetMin: number, separator = " "): string {
  const ms = Date.parse(instant);
  return Number.isNaN(ms) ? "" : minuteOf(new Date(ms + offsetMin * 60_000), separator);
}

/** The shortest ready-made window that holds an instant; all time when it is further back or unreadable. */
export function rangeHolding(instant: string, now: Date): (typeof RANGE_PRESETS)[number] {
  const age = now.getTime() - Date.parse(instant);
  return RANGE_PRESETS.find(({ ms }) => ms !== null && age < ms) ?? RANGE_PRESETS[RANGE_PRESETS.length - 1] ?? RANGE_PRESETS[0];
}
