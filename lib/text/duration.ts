/** The words for a duration that no evidence gives. */
export const UNKNOWN = "–";

const SECOND = 1000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** A duration in milliseconds as a person says it: two units at most, "–" when unknown. */
export function formatDuration(ms: number | null | undefined): string {
  if (ms === null || ms === undefined || !Number.isFinite(ms)) return UNKNOWN;
  if (ms < 0) return `−${formatDuration(-ms)}`;
  if (ms === 0) return "0 ms";
  if (ms < 0.001) return `${significant(ms * 1_000_000)} ns`;
  if (ms < 0.9995) return `${significant(ms * 1000)} µs`;
  if (ms < 999.5) return `${significant(ms)} ms`;
  if (ms < 59.95 * SECOND) return `${significant(ms / SECOND)} s`;
  if (ms < HOUR - SECOND / 2) return twoUnits(Math.round(ms / SECOND), 60, "m", "s");
  if (ms < DAY - MINUTE / 2) return twoUnits(Math.round(ms / MINUTE), 60, "h", "m");
  return twoUnits(Math.round(ms / HOUR), 24, "d", "h");
}

function significant(value: number): string {
  return value < 9.95 ? String(Math.round(value * 10) / 10) : String(Math.round(value));
}

function twoUnits(smalls: number, perBig: number, big: string, small: string): string {
  const rest = smalls % perBig;
  const whole = `${Math.floor(smalls / perBig)} ${big}`;
  return rest === 0 ? whole : `${whole} ${rest} ${small}`;
}
