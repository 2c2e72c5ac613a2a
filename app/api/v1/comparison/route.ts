import { answer } from "@/app/api/answer-request.ts";
import { ENDPOINTS } from "@/lib/api/endpoints.ts";
import { PROJECT } from "@/lib/model/project.ts";
import { compareWindows } from "@/lib/queries/seams/compare-windows.ts";
import { resolveWindow } from "@/lib/queries/seams/resolve-window.ts";

export const GET = answer(ENDPOINTS.comparison, async (db, asked) => {
  const window = await resolveWindow(db, PROJECT, asked, new Date());
  return compareWindows(db, { project: PROJECT, ...window });
});
