import { z } from "zod";
import { REJECT_ACTIONS } from "@/lib/model/ingest.ts";
import { RangeParams } from "../url-params.ts";

const Signal = z.enum(["traces", "logs"]);
const Action = z.enum(REJECT_ACTIONS);

/** Signal, action and reason of the group that is open, with colons between them; a reason may have some itself. */
const OpenGroup = z
  .string()
  .transform((text) => /^(?<signal>[^:]*):(?<action>[^:]*):(?<reason>.+)$/s.exec(text)?.groups)
  .pipe(z.object({ signal: Signal, action: Action, reason: z.string().max(4096) }));

/** The address of the rejects: window, filters, and the group whose samples are open. */
export const RejectsParams = RangeParams.extend({
  signal: Signal.optional().catch(undefined),
  action: Action.optional().catch(undefined),
  service: z.string().trim().max(4096).optional().catch(undefined),
  open: OpenGroup.optional().catch(undefined),
});
