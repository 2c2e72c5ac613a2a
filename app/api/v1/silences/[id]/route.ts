import { answer, Refusal } from "@/app/api/answer-request.ts";
import { ENDPOINTS } from "@/lib/api/endpoints.ts";
import { endSilence } from "@/lib/commands/alerts/end-silence.ts";
import { PROJECT } from "@/lib/model/project.ts";

export const DELETE = answer(ENDPOINTS.endSilence, async (db, { id }) => {
  const ended = await endSilence(db, { project: PROJECT, id, now: new Date() });
  if (ended === undefined) return undefined;
  return ended.ok ? ended.silence : new Refusal({ code: "conflict", field: "id", message: `id: ${ended.message}` });
});
