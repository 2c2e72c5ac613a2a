import { answer, Refusal } from "@/app/api/answer-request.ts";
import { ENDPOINTS } from "@/lib/api/endpoints.ts";
import { readJson } from "@/lib/api/read-json.ts";
import { addSilence } from "@/lib/commands/alerts/add-silence.ts";
import { SilenceDraft } from "@/lib/model/alert-silence.ts";
import { PROJECT } from "@/lib/model/project.ts";
import { readSilences } from "@/lib/queries/alerts/read-silences.ts";

export const GET = answer(ENDPOINTS.silences, async (db) => ({ silences: await readSilences(db, { project: PROJECT }) }));

export const POST = answer(ENDPOINTS.addSilence, async (db, _asked, { text }) => {
  const read = readJson(SilenceDraft, text);
  if (!read.ok) return new Refusal(read.problem);
  const added = await addSilence(db, { project: PROJECT, draft: read.value, now: new Date() });
  return added.ok ? added.silence : new Refusal({ code: "bad_request", field: added.field, message: `${added.field}: ${added.message}` });
});
