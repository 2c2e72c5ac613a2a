import { z } from "zod";

/** A handoff's address: from which difference on the comparison is shown. */
export const HandoffParams = z.object({ diff: z.coerce.number().int().min(0).max(1_000_000_000).catch(0) });
