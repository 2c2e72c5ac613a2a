/** When a page is read anew: unix milliseconds of the last time and of the next one, and whether another is to follow that. */
export interface RefreshPlan {
  lastMs: number;
  dueMs: number | undefined;
  follows: boolean;
}

/** News that come together are one reason to read anew. */
const SOON_MS = 300;
/** The least time between two readings. */
export const GAP_MS = 4000;

/** Plans a reading because of news: soon, and once more a while later, since totals are recomputed after the handoffs they count. */
export function planFor(plan: RefreshPlan, nowMs: number): RefreshPlan {
  const dueMs = Math.max(nowMs + SOON_MS, plan.lastMs + GAP_MS);
  return { ...plan, dueMs: plan.dueMs === undefined ? dueMs : Math.min(plan.dueMs, dueMs), follows: true };
}

/** The plan after a reading was made. */
export function planAfter(plan: RefreshPlan, nowMs: number): RefreshPlan {
  return { lastMs: nowMs, dueMs: plan.follows ? nowMs + GAP_MS : undefined, follows: false };
}

/** Whether it is time: because of news, or because numbers of a moving window are `everyMs` old. */
export function isDue(plan: RefreshPlan, nowMs: number, everyMs: number): boolean {
  return nowMs >= Math.min(plan.dueMs ?? Infinity, plan.lastMs + everyMs);
}
