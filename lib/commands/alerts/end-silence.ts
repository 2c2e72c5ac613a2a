import type { Database } from "@/lib/clickhouse/open-database.ts";
import type { Silence } from "@/lib/model/alert-silence.ts";
import { readSilences } from "@/lib/queries/alerts/read-silences.ts";
import { toSilenceRow } from "./silence-row.ts";

/** It is ended; undefined: there is none with this id; or why it cannot be ended. */
export type EndSilence = { ok: true; silence: Silence } | { ok: false; message: string } | undefined;

/** Ends a silence before its time; one that has not begun never will. What it held back is told, if it still fires. */
export async function endSilence(db: Database, { project, id, now }: { project: string; id: string; now: Date }): Promise<EndSilence> {
  const found = (await readSilences(db, { project })).find((silence) => silence.id === id);
  if (found === undefined) return undefined;
  if (found.endedAt !== null) return { ok: false, message: `it was ended at ${found.endedAt}` };
  if (Date.parse(found.endsAt) <= now.getTime()) return { ok: false, message: `it was over at ${found.endsAt}` };
  const silence: Silence = { ...found, endedAt: now.toISOString() };
  await db.insert("alert_silences", [toSilenceRow(silence, project)]);
  return { ok: true, silence };
}
