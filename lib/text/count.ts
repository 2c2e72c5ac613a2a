import { UNKNOWN } from "./duration.ts";

const WHOLE = new Intl.NumberFormat("en-US", { maximumFractionDigits: 0 });

/** A count with thousands separators: 12,431. */
export function formatCount(count: number): string {
  return WHOLE.format(count);
}

/** A count with its noun, "1 handoff" or "12 handoffs"; irregular plurals are given. */
export function countOf(count: number, one: string, many = `${one}s`): string {
  return `${formatCount(count)} ${count === 1 ? one : many}`;
}

/** A rate of 0…1 as a percentage that never rounds a failure away: 0.04% stays, and 99.99% is not 100%. */
export function formatRate(rate: number | null | undefined): string {
  if (rate === null || rate === undefined || !Number.isFinite(rate)) return UNKNOWN;
  if (rate === 0) return "0%";
  if (rate === 1) return "100%";
  const percent = rate * 100;
  if (percent < 0.01) return "<0.01%";
  if (percent > 99.99) return ">99.99%";
  if (percent < 0.095 || percent > 99.9) return `${percent.toFixed(2)}%`;
  return `${percent < 9.95 || percent > 99 ? percent.toFixed(1) : Math.round(percent)}%`;
}
