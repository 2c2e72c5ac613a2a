import { Changes } from "@/lib/model/change.ts";
import { Comparison } from "@/lib/model/comparison.ts";
import { endpoint, NO_PARAMS, NotBackwards, Period } from "./endpoint.ts";
import { TextParameter } from "./parameters.ts";

/** What is different from before. */
export const CHANGE_ENDPOINTS = {
  changes: endpoint({
    path: "/changes",
    summary: "Versions of agents, models and contracts that were not there before, with failures before and after each",
    description: "The window is that of /seams. The 200 latest of the window, in order of time. With `seam`, what touches that seam, dated by its first handoff there.",
    params: NO_PARAMS,
    query: Period.extend({ seam: TextParameter.optional().describe("id of a seam") }).refine(NotBackwards.holds, NotBackwards.problem),
    answer: Changes,
  }),
  comparison: endpoint({
    path: "/comparison",
    summary: "A window beside the one of the same length before it: what moved by more than chance explains, what came, what went",
    description: "The window is that of /seams. Each list ends after 100 lines; `left` counts the lines that are not told.",
    params: NO_PARAMS,
    query: Period.refine(NotBackwards.holds, NotBackwards.problem),
    answer: Comparison,
  }),
};
