import { answer } from "@/app/api/answer-request.ts";
import { ENDPOINTS } from "@/lib/api/endpoints.ts";
import { PROJECT } from "@/lib/model/project.ts";
import { explainSeam } from "@/lib/queries/seams/explain-seam.ts";
import { findSeam } from "@/lib/queries/seams/find-seam.ts";
import { resolveWindow } from "@/lib/queries/seams/resolve-window.ts";

export const GET = answer(ENDPOINTS.explanation, async (db, { id, boxFrom, boxTo, minMs, maxMs, ...asked }) => {
  if ((await findSeam(db, { project: PROJECT, seamId: id })).length === 0) return undefined;
  const window = await resolveWindow(db, PROJECT, asked, new Date());
  const isBoxed = [boxFrom, boxTo, minMs, maxMs].some((bound) => bound !== undefined);
  const box = { from: boxFrom ?? window.from, to: boxTo ?? window.to, minMs: minMs ?? 0, maxMs: maxMs ?? Number.MAX_VALUE, unmeasured: false };
  return explainSeam(db, { project: PROJECT, seamId: id, ...window, box: isBoxed ? box : undefined });
});
