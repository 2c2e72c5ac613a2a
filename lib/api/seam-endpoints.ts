import { z } from "zod";
import { Explanation } from "@/lib/model/explanation.ts";
import { LatencyHeatmap } from "@/lib/model/latency-heatmap.ts";
import { endpoint, NotBackwards, Period } from "./endpoint.ts";
import { InstantParameter, TextParameter } from "./parameters.ts";

const Ms = z.coerce.number().min(0);

/** What is asked of one seam beyond its numbers. */
export const SEAM_ENDPOINTS = {
  explanation: endpoint({
    path: "/seams/{id}/explain",
    summary: "What sets the failed handoffs of a seam apart from the others",
    description: "At most 100 failed handoffs of the window and 100 others, drawn by a hash of their ids, are compared by versions, payload fields, attributes of their spans, traces and hour; ids are left out. With `minMs` and `maxMs` the handoffs in that box of time and latency are compared with all outside it instead. The window is that of /seams.",
    params: z.strictObject({ id: TextParameter }),
    query: Period.extend({
      boxFrom: InstantParameter.optional().describe("start of the box, by default that of the window"),
      boxTo: InstantParameter.optional().describe("end of the box, by default that of the window"),
      minMs: Ms.optional().describe("latency of the box, sent until received: this and more"),
      maxMs: Ms.optional().describe("less than this"),
    }).refine(NotBackwards.holds, NotBackwards.problem),
    answer: Explanation,
    missing: "seam",
  }),
  latencyHeatmap: endpoint({
    path: "/seams/{id}/latency",
    summary: "When the handoffs of a seam began and how long they took, as cells of time and latency",
    description: "At most 96 by 30 cells on round times. Of more than a million handoffs an even share of every column is counted, and `share` says which. The window is that of /seams.",
    params: z.strictObject({ id: TextParameter }),
    query: Period.refine(NotBackwards.holds, NotBackwards.problem),
    answer: LatencyHeatmap,
    missing: "seam",
  }),
};
