import { z } from "zod";
import { HandoffCourse } from "@/lib/model/handoff-course.ts";
import { PAYLOAD_SIDES, PayloadSlice } from "@/lib/model/handoff-payload.ts";
import { SLICE_LENGTH_MAX } from "@/lib/queries/handoffs/read-payload-slice.ts";
import { endpoint, NO_PARAMS } from "./endpoint.ts";
import { TextParameter } from "./parameters.ts";

/** Addresses about single handoffs beside the handoff itself. */
export const HANDOFF_ENDPOINTS = {
  payload: endpoint({
    path: "/handoffs/{id}/payload",
    summary: "A part of what was sent, received or returned",
    description: "Payloads may have many megabytes; this reads them part by part, at `next` of the part before. Offsets count characters (Unicode code points) of the text.",
    params: z.strictObject({ id: TextParameter }),
    query: z.strictObject({
      side: z.enum(PAYLOAD_SIDES).default("sent").describe("which payload"),
      offset: z.coerce.number().int().min(0).default(0).describe("characters to pass over"),
      limit: z.coerce.number().int().min(1).max(SLICE_LENGTH_MAX).default(100_000).describe("characters of the part"),
    }),
    answer: PayloadSlice,
    missing: "payload",
  }),
  handoffCourse: endpoint({
    path: "/handoffs/{id}/course",
    summary: "How a handoff went: its attempts, its gates, what led to it and what came of it",
    description: "Attempts and gates are told by its legs and by the spans behind them, as long as those are kept; `missing` names the attributes that would tell more.",
    params: z.strictObject({ id: TextParameter }),
    query: NO_PARAMS,
    answer: HandoffCourse,
    missing: "handoff",
  }),
};
