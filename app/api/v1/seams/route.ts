import { answer } from "@/app/api/answer-request.ts";
import { ENDPOINTS } from "@/lib/api/endpoints.ts";
import { PROJECT } from "@/lib/model/project.ts";
import { listSeams } from "@/lib/queries/seams/list-seams.ts";
import { resolveWindow } from "@/lib/queries/seams/resolve-window.ts";

export const GET = answer(ENDPOINTS.seams, async (db, asked) => {
  const { from, to } = await resolveWindow(db, PROJECT, asked, new Date());
  const seams = await listSeams(db, { project: PROJECT, from, to });
  return { seams, from: from.toISOString(), to: to.toISOString() };
});
