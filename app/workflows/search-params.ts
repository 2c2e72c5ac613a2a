import { z } from "zod";
import { Cursor } from "@/lib/queries/keyset-cursor.ts";
import { RangeParams } from "../url-params.ts";

/** The address of the list of workflows: a part of the key, filter, window and page. */
export const WorkflowsParams = RangeParams.extend({
  q: z.string().trim().max(1000).optional().catch(undefined),
  failed: z.enum(["true", "false"]).transform((text) => text === "true").optional().catch(undefined),
  cursor: Cursor.optional().catch(undefined),
});
