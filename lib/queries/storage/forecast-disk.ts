import type { DatabaseDisk, DiskForecast, KindRetention, StoredTable } from "@/lib/model/retention.ts";
import { EXPIRING } from "@/lib/model/retention.ts";
import type { z } from "zod";

const BASIS_DAYS = 7;

interface Facts {
  tables: readonly StoredTable[];
  disks: readonly z.infer<typeof DatabaseDisk>[];
  retention: readonly KindRetention[];
  nowMs: number;
}

/**
 * How fast what is stored grows, and when a disk is full. Rows with a time in the last seven days, at their table's bytes a row, are a
 * week's growth (less where there has been less than a week); where retention removes as much as comes, a table grows no further.
 */
export function forecastDisk({ tables, disks, retention, nowMs }: Facts): DiskForecast {
  const oldestMs = Math.min(nowMs, ...tables.flatMap((one) => (one.oldestAt === null || (one.recentRows ?? 0) === 0 ? [] : [Date.parse(one.oldestAt)])));
  const daysOfBasis = Math.min(BASIS_DAYS, Math.max(0, Math.ceil((nowMs - oldestMs) / 86_400_000)));
  if (daysOfBasis === 0) return { bytesPerDay: 0, daysOfBasis, levelsOffAtBytes: null, fullInDays: null };
  const growing = tables.map((one) => {
    const perDay = one.rows === 0 ? 0 : ((one.recentRows ?? 0) * (one.bytes / one.rows)) / daysOfBasis;
    const days = daysKept(one.table, retention);
    return { perDay, bytes: one.bytes, levelsOffAt: days === 0 ? null : Math.max(one.bytes, perDay * days) };
  });
  const bytesPerDay = growing.reduce((sum, one) => sum + one.perDay, 0);
  const isHeld = growing.every((one) => one.levelsOffAt !== null || one.perDay === 0);
  const held = growing.reduce((sum, one) => sum + (one.levelsOffAt ?? one.bytes), 0);
  const free = Math.min(...disks.map((disk) => disk.freeBytes), Infinity);
  return { bytesPerDay, daysOfBasis, levelsOffAtBytes: isHeld ? held : null, fullInDays: fullIn(free, growing) };
}

/** Days until what grows has taken what is free: each table at its pace until it levels off. A disk that lasts ten years counts as never full. */
function fullIn(free: number, growing: readonly { perDay: number; bytes: number; levelsOffAt: number | null }[]): number | null {
  if (!Number.isFinite(free)) return null;
  const grownAfter = (days: number): number => growing.reduce((sum, one) => sum + Math.min(one.perDay * days, one.levelsOffAt === null ? Infinity : one.levelsOffAt - one.bytes), 0);
  const TEN_YEARS = 3650;
  if (grownAfter(TEN_YEARS) < free) return null;
  let [low, high] = [0, TEN_YEARS];
  while (high - low > 0.5) {
    const middle = (low + high) / 2;
    if (grownAfter(middle) < free) low = middle;
    else high = middle;
  }
  return Math.floor(low);
}

function daysKept(table: string, retention: readonly KindRetention[]): number {
  const expiring = EXPIRING.find((one) => one.table === table && one.column === undefined);
  return retention.find((one) => one.kind === expiring?.kind)?.daysInForce ?? 0;
}
