import type { Silence } from "@/lib/model/alert-silence.ts";

/** A silence as a row of `alert_silences`. */
export const toSilenceRow = (silence: Silence, project: string): Record<string, unknown> => ({
  project, silence_id: silence.id, starts_at: silence.startsAt, ends_at: silence.endsAt, ended_at: silence.endedAt, silence: JSON.stringify(silence),
});
