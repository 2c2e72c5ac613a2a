import type { Silence } from "@/lib/model/alert-silence.ts";

/** What held firings back (`silence:<id>` or `firing:<id>`), in words. */
export function whatHeld(suppressedBy: string, silences: readonly Silence[]): string {
  const silence = silences.find(({ id }) => `silence:${id}` === suppressedBy);
  if (silence !== undefined) return `a silence (“${silence.reason}”)`;
  return suppressedBy.startsWith("firing:") ? `an alert upstream (/a/${suppressedBy.slice("firing:".length)})` : "a silence that is no longer known";
}
