import { z } from "zod";
import { RangeParams } from "@/app/url-params.ts";
import { ALERT_SEVERITIES } from "@/lib/model/alert-rule.ts";
import { FINDING_CLASSES } from "@/lib/model/vocabulary.ts";
import { Cursor } from "@/lib/queries/keyset-cursor.ts";

/** What narrows the history of firings in its address; what cannot be read counts as absent. */
export const HistoryParams = RangeParams.extend({
  rule: z.string().max(120).optional().catch(undefined),
  seam: z.string().max(4096).optional().catch(undefined),
  severity: z.enum(ALERT_SEVERITIES).optional().catch(undefined),
  class: z.enum(FINDING_CLASSES).optional().catch(undefined),
  owner: z.string().max(512).optional().catch(undefined),
  state: z.enum(["firing", "resolved"]).optional().catch(undefined),
  told: z.enum(["told", "suppressed"]).optional().catch(undefined),
  cursor: Cursor.optional().catch(undefined),
});
