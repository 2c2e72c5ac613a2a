import { z } from "zod";
import { OPEN_CLASSES } from "@/lib/model/reconciliation.ts";
import { RangeParams } from "../url-params.ts";

const OpenClass = z.enum(OPEN_CLASSES);

/** Class, seam and reason of the group whose handoffs are listed, with colons between the first two; seam and reason are encoded. */
const OpenGroup = z
  .string()
  .max(20_000)
  .transform((text) => /^(?<class>[^:]*):(?<seamId>[^:]*):(?<reason>.*)$/s.exec(text)?.groups)
  .pipe(z.object({ class: OpenClass, seamId: z.string().transform(decode), reason: z.string().transform(decode) }));

function decode(text: string): string {
  return URL.canParse(`http://a/${text}`) && !/%(?![0-9a-f]{2})/i.test(text) ? decodeURIComponent(text) : text;
}

/** The address of the inbox: window, filters, what is resolved instead of what is open, and the group whose handoffs are listed. */
export const InboxParams = RangeParams.extend({
  view: z.enum(["open", "resolved"]).catch("open").default("open"),
  class: OpenClass.optional().catch(undefined),
  /** A team; "-" asks for groups that nobody answers for. */
  owner: z.string().max(500).optional().catch(undefined),
  age: z.enum(["1h", "1d", "7d", "30d"]).optional().catch(undefined),
  open: OpenGroup.optional().catch(undefined),
});
