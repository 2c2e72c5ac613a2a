import { z } from "zod";
import { Payload, type Handoff } from "./handoff.ts";

/** The payloads a handoff may have. */
export const PAYLOAD_SIDES = ["sent", "received", "returned"] as const;
export type PayloadSide = (typeof PAYLOAD_SIDES)[number];

/** A handoff whose payloads may be cut, and of each payload that is there how many characters it has in all. */
export interface HandoffOutline {
  handoff: Handoff;
  lengths: Record<PayloadSide, number | null>;
}

/** A part of a payload's text. Offsets and lengths count characters (Unicode code points). */
export const PayloadSlice = Payload.omit({ body: true }).extend({
  side: z.enum(PAYLOAD_SIDES),
  length: z.number().describe("characters of the whole text as it is stored"),
  offset: z.number(),
  text: z.string(),
  next: z.number().nullable().describe("offset of the part after this one; null at the end"),
});
export type PayloadSlice = z.infer<typeof PayloadSlice>;
