import { z } from "zod";
import { Cursor } from "@/lib/queries/keyset-cursor.ts";
import { RangeParams } from "../url-params.ts";

const Words = z.string().trim().max(1000).optional().catch(undefined);

/** The address of the trace search: words or an id, filters, window and page. */
export const TracesParams = RangeParams.extend({
  q: Words,
  agent: Words,
  service: Words,
  failed: z.enum(["true", "false"]).transform((text) => text === "true").optional().catch(undefined),
  cursor: Cursor.optional().catch(undefined),
});
