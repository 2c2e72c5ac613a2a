import { answer } from "@/app/api/answer-request.ts";
import { ENDPOINTS } from "@/lib/api/endpoints.ts";
import { PROJECT } from "@/lib/model/project.ts";
import { findSeam } from "@/lib/queries/seams/find-seam.ts";
import { readLatencyHeatmap } from "@/lib/queries/seams/read-latency-heatmap.ts";
import { readSeamSummaries } from "@/lib/queries/seams/read-seam-summaries.ts";
import { resolveWindow } from "@/lib/queries/seams/resolve-window.ts";

export const GET = answer(ENDPOINTS.latencyHeatmap, async (db, { id, ...asked }) => {
  const question = { project: PROJECT, seamId: id };
  if ((await findSeam(db, question)).length === 0) return undefined;
  const window = await resolveWindow(db, PROJECT, asked, new Date());
  const [seam] = await readSeamSummaries(db, { ...question, ...window });
  return readLatencyHeatmap(db, { ...question, ...window, expected: seam?.handoffs ?? 0 });
});
