import { z } from "zod";
import { FINDING_CLASSES, VERDICTS } from "@/lib/model/vocabulary.ts";
import { Cursor } from "@/lib/queries/keyset-cursor.ts";
import { TRACE_SORTS } from "@/lib/queries/traces/list-traces.ts";
import { RangeParams } from "../url-params.ts";

const Words = z.string().trim().max(1000).optional().catch(undefined);

/** The address of the trace search: words or an id, filters, order, window and page. */
export const TracesParams = RangeParams.extend({
  q: Words,
  agent: Words,
  service: Words,
  failed: z.enum(["true", "false"]).transform((text) => text === "true").optional().catch(undefined),
  class: z.enum(FINDING_CLASSES).optional().catch(undefined),
  verdict: z.enum(VERDICTS).optional().catch(undefined),
  slower: z.string().regex(/^\d{1,6}(ms|s|m|h)$/).optional().catch(undefined),
  sort: z.enum(TRACE_SORTS).optional().catch(undefined),
  cursor: Cursor.optional().catch(undefined),
});

/** What the address of a trace says of its waterfall: the span that is open, the time and the rows it is narrowed down to. */
export const WaterfallParams = z.object({
  span: z.string().max(100).optional().catch(undefined),
  zoom: z.string().max(40).optional().catch(undefined),
  only: z.enum(["failures"]).optional().catch(undefined),
});
