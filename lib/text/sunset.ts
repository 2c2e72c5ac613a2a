const DAY_MS = 86_400_000;

/** How long until a date's end (UTC), as people count days: "in 71 days", "tomorrow", "today", "3 days ago". */
export function sunsetWords(date: string, nowMs: number): string {
  const days = Math.round((Date.parse(`${date}T00:00:00Z`) - Math.floor(nowMs / DAY_MS) * DAY_MS) / DAY_MS);
  if (days === 0) return "today";
  if (days === 1) return "tomorrow";
  if (days > 0) return `in ${days} days`;
  return days === -1 ? "yesterday" : `${-days} days ago`;
}

/** Whether the day after a sunset has begun (UTC): from then on what was deprecated is no longer taken. */
export const isPastSunset = (date: string, nowMs: number): boolean => Date.parse(`${date}T00:00:00Z`) + DAY_MS <= nowMs;
