import type { Silence } from "@/lib/model/alert-silence.ts";
import { isInScope, isUnscoped, type ScopedSeam } from "./scope.ts";

/** Whether a silence holds at a moment (unix milliseconds). */
export function isSilent({ startsAt, endsAt, endedAt }: Pick<Silence, "startsAt" | "endsAt" | "endedAt">, atMs: number): boolean {
  return Date.parse(startsAt) <= atMs && atMs < Date.parse(endsAt) && (endedAt === null || atMs < Date.parse(endedAt));
}

/** Whether a silence is about a rule's firing on a seam; a group's (null) only where the silence names no seams. */
export function isAboutFiring(silence: Silence, ruleName: string, seam: ScopedSeam | null): boolean {
  if (silence.rule !== undefined && silence.rule !== ruleName) return false;
  return seam === null ? isUnscoped(silence) : isInScope(silence, seam);
}
