import { z } from "zod";
import { FINDING_CLASSES, VERDICTS } from "@/lib/model/vocabulary.ts";
import { Cursor } from "@/lib/queries/keyset-cursor.ts";
import { RangeParams } from "../../url-params.ts";

const Flag = z.enum(["true", "false"]).transform((text) => text === "true");

/** A seam's address: its window, and the filter and page of its handoffs. */
export const SeamParams = RangeParams.extend({
  class: z.enum(FINDING_CLASSES).optional().catch(undefined),
  verdict: z.enum(VERDICTS).optional().catch(undefined),
  failed: Flag.optional().catch(undefined),
  candidates: Flag.optional().catch(undefined),
  cursor: Cursor.optional().catch(undefined),
});
export type SeamParams = z.output<typeof SeamParams>;
