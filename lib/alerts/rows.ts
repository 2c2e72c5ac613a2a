import { z } from "zod";
import type { AlertEvent, AlertTransition } from "@/lib/model/alert-firing.ts";
import type { Instance } from "./instance.ts";
import { instanceKey, QUIET, type UntoldFiring, type World } from "./world.ts";

const Millis = z.number();

/** What the column `memory` of a row that is not well holds. */
const Memory = z.object({
  judgedMs: Millis,
  marksMs: z.array(Millis),
  heldFromMs: Millis.nullable(),
  wellFromMs: Millis.nullable(),
  blindFromMs: Millis.nullable(),
  firing: z.object({ openedAtMs: Millis, isTold: z.boolean(), ruleSavedAt: z.string() }).nullable(),
});

/** What a row says of an instance that goes on. */
export function rowOf(instance: Instance, atMs: number, event: AlertEvent | null): AlertTransition {
  const { ruleId, seamId, detail, state, sinceMs, value, n, firing, judgedMs, marksMs, heldFromMs, wellFromMs, blindFromMs } = instance;
  const memory: z.infer<typeof Memory> = {
    judgedMs, marksMs: [...marksMs], heldFromMs, wellFromMs, blindFromMs,
    firing: firing === null ? null : { openedAtMs: firing.openedAtMs, isTold: firing.isTold, ruleSavedAt: firing.ruleSavedAt },
  };
  return {
    ruleId, seamId, detail, at: timeOf(atMs), state, since: timeOf(sinceMs), value, n, event,
    firingId: firing?.id ?? "",
    channels: [...(firing?.channels ?? [])],
    suppressedBy: firing?.suppressedBy ?? "",
    message: firing?.message ?? null,
    memory: JSON.stringify(memory),
  };
}

/** The instance that a row tells of; undefined when all is well with it. A row without memory is taken as if nothing had to be remembered. */
function instanceOf(row: AlertTransition): Instance | undefined {
  if (row.state === "ok") return undefined;
  const memory = row.memory === "" ? undefined : Memory.parse(JSON.parse(row.memory));
  const atMs = Date.parse(row.at);
  const firing = row.message === null || row.firingId === "" ? null : {
    id: row.firingId,
    openedAtMs: memory?.firing?.openedAtMs ?? Date.parse(row.message.openedAt),
    isTold: memory?.firing?.isTold ?? row.suppressedBy === "",
    suppressedBy: row.suppressedBy,
    channels: row.channels,
    message: row.message,
    ruleSavedAt: memory?.firing?.ruleSavedAt ?? "",
  };
  const { judgedMs = atMs, marksMs = [], heldFromMs = null, wellFromMs = null, blindFromMs = null } = memory ?? {};
  return { ruleId: row.ruleId, seamId: row.seamId, detail: row.detail, state: row.state, sinceMs: Date.parse(row.since), value: row.value, n: row.n, judgedMs, marksMs, heldFromMs, wellFromMs, blindFromMs, firing };
}

/** The firing that a row ended without telling of it; undefined when it did no such thing. */
function untoldOf(row: AlertTransition): UntoldFiring | undefined {
  if (row.state !== "ok" || row.event !== null || row.suppressedBy === "" || row.message === null) return undefined;
  return { firingId: row.firingId, suppressedBy: row.suppressedBy, channels: row.channels, message: row.message };
}

/** The `detail` of the row by which untold firings are told to a channel ("" where nobody takes them), under no rule and no seam. */
export const summaryDetail = (suppressedBy: string, channel: string): string => `${suppressedBy} ${channel}`.trimEnd();

/** What of a summary's row says whose firings it counts. */
const suppressorOf = (detail: string): string => detail.split(" ", 1)[0] ?? "";

/** The world as rows tell it, in any order; rows that are repeated change nothing. What a summary counted is what ended no later than it. */
export function worldOf(rows: readonly AlertTransition[]): World {
  const latest = new Map<string, AlertTransition>();
  const summedUp = new Map<string, number>();
  for (const row of rows) {
    const key = instanceKey(row);
    const before = latest.get(key);
    if (before === undefined || before.at <= row.at) latest.set(key, row);
    if (row.event === "suppressed") summedUp.set(suppressorOf(row.detail), Math.max(summedUp.get(suppressorOf(row.detail)) ?? 0, Date.parse(row.at)));
  }
  const instances = new Map([...latest].flatMap(([key, row]) => {
    const instance = instanceOf(row);
    return instance === undefined ? [] : [[key, instance] as const];
  }));
  const untold = rows.flatMap((row) => {
    const one = untoldOf(row);
    return one === undefined || Date.parse(row.at) <= (summedUp.get(one.suppressedBy) ?? Number.NEGATIVE_INFINITY) ? [] : [one];
  });
  const once = new Map(untold.map((one) => [one.firingId, one]));
  return { ...QUIET, instances, untold: [...once.values()].toSorted(byId) };
}

const byId = (a: UntoldFiring, b: UntoldFiring): number => (a.firingId < b.firingId ? -1 : 1);
const timeOf = (ms: number): string => new Date(ms).toISOString();
