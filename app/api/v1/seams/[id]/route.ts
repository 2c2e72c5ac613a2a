import { answer } from "@/app/api/answer-request.ts";
import { ENDPOINTS } from "@/lib/api/endpoints.ts";
import { PROJECT } from "@/lib/model/project.ts";
import { getSeam } from "@/lib/queries/seams/get-seam.ts";
import { resolveWindow } from "@/lib/queries/seams/resolve-window.ts";

export const GET = answer(ENDPOINTS.seam, async (db, asked) => {
  const now = new Date();
  const window = await resolveWindow(db, PROJECT, asked, now);
  return getSeam(db, { project: PROJECT, seamId: asked.id, ...window, now });
});
