import { answer } from "@/app/api/answer-request.ts";
import { ENDPOINTS } from "@/lib/api/endpoints.ts";
import { PROJECT } from "@/lib/model/project.ts";
import { readChanges } from "@/lib/queries/seams/read-changes.ts";
import { resolveWindow } from "@/lib/queries/seams/resolve-window.ts";

export const GET = answer(ENDPOINTS.changes, async (db, asked) => {
  const window = await resolveWindow(db, PROJECT, asked, new Date());
  return readChanges(db, { project: PROJECT, ...window, ...(asked.seam === undefined ? {} : { seamId: asked.seam }) });
});
