import { z } from "zod";

/** Something that has a page and is found by its name or the beginning of its id. */
export const Place = z.object({
  kind: z.enum(["seam", "agent", "contract", "handoff", "trace", "workflow"]),
  id: z.string().describe("what its address is made of"),
  title: z.string(),
  detail: z.string().describe("what tells it from others of that title; may be empty"),
});
export type Place = z.infer<typeof Place>;
