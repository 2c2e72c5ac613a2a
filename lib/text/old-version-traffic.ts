import semver from "semver";

const DAY_MS = 86_400_000;
const WEEK = 7;

/** How often one contract version was claimed on one day (UTC). */
export interface VersionDay {
  day: string;
  contractVersion: string;
  handoffs: number;
}

/** Traffic of versions on their way out: a day each, the oldest first, and what the last two weeks had of it. */
export interface OldTraffic {
  days: { day: string; old: number; all: number }[];
  lastWeek: number;
  weekBefore: number;
  /** Old versions that were claimed at all, the lowest first. */
  versions: string[];
}

/** What of the traffic claims a version below the one from which on versions are wanted; whoever claims none is not old. `nowMs` ends the last day. */
export function oldTrafficOf(rows: readonly VersionDay[], { below, days, nowMs }: { below: string; days: number; nowMs: number }): OldTraffic {
  const isOld = ({ contractVersion }: VersionDay): boolean => semver.valid(contractVersion) !== null && semver.lt(contractVersion, below);
  const today = Math.floor(nowMs / DAY_MS);
  const all = Array.from({ length: days }, (_, index) => {
    const day = new Date((today - days + 1 + index) * DAY_MS).toISOString().slice(0, 10);
    const own = rows.filter((row) => row.day === day);
    return { day, old: sum(own.filter(isOld)), all: sum(own) };
  });
  const old = all.map((one) => one.old);
  const week = (from: number, to?: number): number => old.slice(from, to).reduce((total, one) => total + one, 0);
  return { days: all, lastWeek: week(-WEEK), weekBefore: week(-2 * WEEK, -WEEK), versions: [...new Set(rows.filter(isOld).map((row) => row.contractVersion))].toSorted(semver.compare) };
}

const sum = (rows: readonly VersionDay[]): number => rows.reduce((total, row) => total + row.handoffs, 0);
