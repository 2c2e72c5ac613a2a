import { randomUUID } from "node:crypto";
import type { Database } from "@/lib/clickhouse/open-database.ts";
import type { Silence, SilenceDraft } from "@/lib/model/alert-silence.ts";
import { toSilenceRow } from "./silence-row.ts";

/** The silence is stored, or the field of it that makes no sense at this moment. */
export type AddSilence = { ok: true; silence: Silence } | { ok: false; field: string; message: string };

/** Stores a silence, which begins now unless it says when; one that would be over already is refused. */
export async function addSilence(db: Database, { project, draft, now }: { project: string; draft: SilenceDraft; now: Date }): Promise<AddSilence> {
  const { startsAt = now.toISOString(), endsAt, rule, ...rest } = draft;
  if (Date.parse(endsAt) <= now.getTime()) return { ok: false, field: "endsAt", message: `expected a time to come, found ${endsAt}, and it is ${now.toISOString()}` };
  const silence: Silence = {
    ...rest,
    ...(rule === undefined ? {} : { rule }),
    id: randomUUID(), startsAt: new Date(startsAt).toISOString(), endsAt: new Date(endsAt).toISOString(), endedAt: null,
  };
  await db.insert("alert_silences", [toSilenceRow(silence, project)], silence.id);
  return { ok: true, silence };
}
